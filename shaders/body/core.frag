// A cell in soft light: key from the upper left, wrapped round; a cool rim; its own glow.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec2 v_at;
in float v_px;
in vec4 v_colour;
in vec3 v_light;
in vec3 v_veil;
layout(location = 0) out vec4 o_colour;

void main()
{
    float r2 = dot(v_at, v_at);
    float r = sqrt(r2);
    float z = sqrt(max(1.0 - r2, 0.0));
    float cover = clamp((1.0 - r) * v_px + 0.5, 0.0, 1.0) * v_colour.a;
    float key = max(dot(vec3(v_at, z), vec3(-0.42, 0.62, 0.66)) * 0.6 + 0.4, 0.0);
    float rim = (1.0 - z) * (1.0 - z);
    vec3 c = v_colour.rgb * (0.10 + 0.72 * key * key);
    c += (v_colour.rgb + vec3(0.02, 0.03, 0.05)) * (rim * (0.22 + 0.5 * key));
    c += v_light * (0.30 + 0.85 * z * z);
    // On paper: a wash that is lighter where the lamp meets it, and an edge of full ink.
    c = mix(c, mix(v_colour.rgb, sqrt(v_colour.rgb), 0.40 * key) * (1.0 - 0.25 * rim), u_ink);
    // Clearer in the middle than at the membrane: what lies behind shines through a little.
    cover *= mix(0.94 + 0.06 * rim, 1.0, u_ink);
    o_colour = vec4((c + v_veil) * cover, cover);
}

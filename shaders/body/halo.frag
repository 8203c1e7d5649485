// Added light round a body; on paper a wash of its colour.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec2 v_at;
in vec3 v_light;
layout(location = 0) out vec4 o_colour;

const float FULL = 0.35; // brightest channel of light that covers all

void main()
{
    float k = max(1.0 - dot(v_at, v_at), 0.0);
    vec3 light = v_light * (k * k * k);
    o_colour = vec4(light, 0.0);
    if (u_ink > 0.0) {
        float peak = max(max(light.r, light.g), max(light.b, 1e-6));
        float depth = mix(0.24, 0.45, light.r / peak); // as in ribbon/ribbon.vert
        float cover = min(peak / FULL, 0.8);
        vec3 dye = light * (depth / peak);
        dye = mix(sqrt(dye), dye, cover); // thin, a glaze: as in ribbon/ribbon.vert
        o_colour = mix(o_colour, vec4(dye, 1.0) * cover, u_ink);
    }
}

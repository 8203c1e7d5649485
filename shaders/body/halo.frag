// Added light round a body and a thin ring about it; on paper a wash of its colour, and ink.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec2 v_at;
in float v_halo;
in float v_line;
in vec4 v_colour;
in vec3 v_light;
in vec3 v_ring;
layout(location = 0) out vec4 o_colour;

const float FULL = 0.35; // brightest channel of light that covers all

void main()
{
    float r2 = dot(v_at, v_at);
    float k = max(1.0 - r2 / max(v_halo * v_halo, 1e-6), 0.0);
    vec3 light = v_light * (k * k * k);
    o_colour = vec4(light, 0.0);
    if (u_ink > 0.0) {
        float peak = max(max(light.r, light.g), max(light.b, 1e-6));
        float depth = mix(0.08, 0.45, sqrt(light.r / peak)); // as in ribbon/ribbon.vert
        float cover = min(peak / FULL, 0.8);
        vec3 dye = light * (depth / peak);
        dye = mix(sqrt(dye), dye, cover); // thin, a glaze: as in ribbon/ribbon.vert
        o_colour = mix(o_colour, vec4(dye, 1.0) * cover, u_ink);
    }
    if (v_ring.x > 0.0) {
        float off = v_ring.y - abs(sqrt(r2) - v_ring.x);
        float line = clamp(off * v_ring.z + 0.5, 0.0, 1.0) * v_line;
        o_colour = o_colour * (1.0 - line * u_ink) + vec4(v_colour.rgb, u_ink) * line;
    }
}

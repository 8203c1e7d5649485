// Added light, strongest in the middle, gone at every edge. The compact bump stands for a
// Gaussian at a fraction of its cost. On paper it covers instead, the more the brighter it is.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec4 v_colour;
in vec3 v_edge;
in float v_along;
layout(location = 0) out vec4 o_colour;

const float FULL = 0.30; // brightest channel of light that covers all

void main()
{
    float a = max(1.0 - v_edge.x * v_edge.x, 0.0);
    float b = 1.0 - v_along * v_along;
    vec3 light = v_colour.rgb * (a * a * b * b);
    o_colour = vec4(light, 0.0);
    if (u_ink > 0.0) {
        float peak = max(max(light.r, light.g), max(light.b, 1e-6));
        float depth = mix(0.08, 0.45, sqrt(light.r / peak)); // as in ribbon/ribbon.vert
        depth *= 1.0 - 0.85 * clamp((peak - FULL) * 4.0, 0.0, 1.0); // beads are dark
        float cover = min(peak / FULL, 0.94);
        vec3 dye = light * (depth / peak);
        dye = mix(sqrt(dye), dye, cover); // thin, a glaze: as in ribbon/ribbon.vert
        o_colour = mix(o_colour, vec4(dye, 1.0) * cover, u_ink);
    }
}

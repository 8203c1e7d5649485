// Lit as a round twig: brighter on the side of the key light, darker towards both edges.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

in vec4 v_colour;
in vec3 v_edge;
layout(location = 0) out vec4 o_colour;

void main()
{
    float d2 = v_edge.x * v_edge.x;
    float cover = clamp((1.0 - d2) * v_edge.y, 0.0, 1.0);
    float light = 1.15 - 0.75 * d2 + 0.45 * v_edge.z * abs(v_edge.x);
    o_colour = vec4(v_colour.rgb * light, v_colour.a) * cover;
}

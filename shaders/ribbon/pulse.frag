// Added light, strongest in the middle, gone at every edge. The compact bump stands for a
// Gaussian at a fraction of its cost.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

in vec4 v_colour;
in vec3 v_edge;
in float v_along;
layout(location = 0) out vec4 o_colour;

void main()
{
    float a = max(1.0 - v_edge.x * v_edge.x, 0.0);
    float b = 1.0 - v_along * v_along;
    o_colour = vec4(v_colour.rgb * (a * a * b * b), 0.0);
}

// Edge and ends antialiased by the distance to the middle line; lighter in the middle, as a tube
// is. Close to the edge 1 - d * d falls twice as fast as 1 - d, and it needs no root.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec4 v_colour;
in vec3 v_edge;
layout(location = 0) out vec4 o_colour;

void main()
{
    float d2 = dot(v_edge.xy, v_edge.xy);
    float cover = clamp((1.0 - d2) * v_edge.z, 0.0, 1.0);
    float shade = mix(1.2 - 0.8 * d2, 1.0, u_ink);
    o_colour = vec4(v_colour.rgb * shade, v_colour.a) * cover;
}

// The held cells back into their picture.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_source;

layout(location = 0) out vec4 o_colour;

void main()
{
    o_colour = texelFetch(u_source, ivec2(gl_FragCoord.xy), 0);
}

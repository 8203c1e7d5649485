// A line of text: coverage from the atlas, pixel for pixel.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_atlas;

in vec2 v_local; // texels
in vec4 v_colour;
layout(location = 0) out vec4 o_colour;

void main()
{
    float cover = texelFetch(u_atlas, ivec2(v_local), 0).r;
    o_colour = vec4(v_colour.rgb, v_colour.a * cover);
}

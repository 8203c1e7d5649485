// Half the size: the middle and four taps at the corners.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_source;
uniform vec2 u_texel;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

void main()
{
    vec3 c = texture(u_source, v_uv).rgb * 4.0;
    c += texture(u_source, v_uv + vec2(-u_texel.x, -u_texel.y)).rgb;
    c += texture(u_source, v_uv + vec2(u_texel.x, -u_texel.y)).rgb;
    c += texture(u_source, v_uv + vec2(-u_texel.x, u_texel.y)).rgb;
    c += texture(u_source, v_uv + vec2(u_texel.x, u_texel.y)).rgb;
    o_colour = vec4(c * 0.125, 1.0);
}

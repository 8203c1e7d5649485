// Twice the size through a tent of eight taps; blended onto the finer level.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_source;
uniform vec2 u_texel;
uniform float u_share;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

void main()
{
    vec2 h = u_texel;
    vec3 c = texture(u_source, v_uv + vec2(-h.x, 0.0)).rgb;
    c += texture(u_source, v_uv + vec2(h.x, 0.0)).rgb;
    c += texture(u_source, v_uv + vec2(0.0, -h.y)).rgb;
    c += texture(u_source, v_uv + vec2(0.0, h.y)).rgb;
    h *= 0.5;
    c += 2.0 * texture(u_source, v_uv + vec2(-h.x, -h.y)).rgb;
    c += 2.0 * texture(u_source, v_uv + vec2(h.x, -h.y)).rgb;
    c += 2.0 * texture(u_source, v_uv + vec2(-h.x, h.y)).rgb;
    c += 2.0 * texture(u_source, v_uv + vec2(h.x, h.y)).rgb;
    o_colour = vec4(c * (1.0 / 12.0), u_share);
}

// From the scene to a quarter of its size: four taps between pixels see all sixteen. Each tap
// counts less the brighter it is, so that no lone bright pixel makes the whole glow flicker.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_source;
uniform vec2 u_texel;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

vec4 weighed(vec2 offset)
{
    vec3 c = min(texture(u_source, v_uv + offset * u_texel).rgb, vec3(64.0));
    float w = 1.0 / (1.0 + max(c.r, max(c.g, c.b)));
    return vec4(c * w, w);
}

void main()
{
    vec4 sum = weighed(vec2(-1.0, -1.0)) + weighed(vec2(1.0, -1.0)) + weighed(vec2(-1.0, 1.0))
               + weighed(vec2(1.0, 1.0));
    o_colour = vec4(sum.rgb / sum.a, 1.0);
}

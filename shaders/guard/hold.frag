// The picture that may be shown: the last one, moved towards the new one by u_keep, in linear
// light. Eight bits cannot hold a small step, so it is rounded up or down by chance (the same
// chance in every run) and arrives on average.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_fresh;
uniform sampler2D u_shown;
uniform sampler2D u_keep;
uniform float u_frame;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

vec3 linear(vec3 c)
{
    return mix(pow((c + 0.055) / 1.055, vec3(2.4)), c / 12.92, vec3(lessThan(c, vec3(0.04045))));
}

vec3 srgb(vec3 c)
{
    return mix(1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, 12.92 * c,
               vec3(lessThan(c, vec3(0.0031308))));
}

void main()
{
    vec3 fresh = texelFetch(u_fresh, ivec2(gl_FragCoord.xy), 0).rgb;
    vec3 shown = texture(u_shown, v_uv).rgb;
    float keep = texture(u_keep, v_uv).r;
    vec3 between = srgb(max(mix(linear(shown), linear(fresh), keep), 0.0));
    float chance = fract(dot(gl_FragCoord.xy, vec2(0.7548777, 0.5698403)) + u_frame * 0.6180340);
    between = floor(between * 255.0 + chance) / 255.0;
    vec3 low = min(shown, fresh);
    vec3 high = max(shown, fresh);
    o_colour = vec4(keep > 0.999 ? fresh : clamp(between, low, high), 1.0);
}

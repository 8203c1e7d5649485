// Enlarges the finished 3D picture to the full size through a Catmull-Rom kernel, folded into
// five taps; done on display colours, where no edge is bright enough to ring. QUICK is for
// renderers without a GPU: one tap, drawn half the way towards the pixel's middle.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_source;
uniform vec2 u_size;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

void main()
{
    vec2 at = v_uv * u_size;
    vec2 base = floor(at - 0.5) + 0.5;
    vec2 f = at - base;
#ifdef QUICK
    f = mix(f, f * f * (3.0 - 2.0 * f), 0.5);
    o_colour = vec4(texture(u_source, (base + f) / u_size).rgb, 1.0);
#else
    vec2 w0 = f * (-0.5 + f * (1.0 - 0.5 * f));
    vec2 w1 = 1.0 + f * f * (1.5 * f - 2.5);
    vec2 w3 = f * f * (0.5 * f - 0.5);
    vec2 w2 = 1.0 - w0 - w1 - w3;
    vec2 w12 = w1 + w2;
    vec2 texel = 1.0 / u_size;
    vec2 p0 = (base - 1.0) * texel;
    vec2 p12 = (base + w2 / w12) * texel;
    vec2 p3 = (base + 2.0) * texel;

    vec4 c = vec4(texture(u_source, p12).rgb, 1.0) * (w12.x * w12.y);
    c += vec4(texture(u_source, vec2(p12.x, p0.y)).rgb, 1.0) * (w12.x * w0.y);
    c += vec4(texture(u_source, vec2(p0.x, p12.y)).rgb, 1.0) * (w0.x * w12.y);
    c += vec4(texture(u_source, vec2(p3.x, p12.y)).rgb, 1.0) * (w3.x * w12.y);
    c += vec4(texture(u_source, vec2(p12.x, p3.y)).rgb, 1.0) * (w12.x * w3.y);
    o_colour = vec4(c.rgb / c.a, 1.0);
#endif
}

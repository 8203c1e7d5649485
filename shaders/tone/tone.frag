// Scene light to display colours. Below the knee colours stay what they are; above it the
// brightest channel rolls off towards 1. Half of the roll-off keeps the hue, half works channel
// by channel, so that very bright amber warms to pale yellow and not to white at once, and what
// was squeezed out turns into a little white.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_scene;
uniform sampler2D u_bloom;
uniform float u_bloom_share;
uniform float u_exposure;
uniform float u_ink;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

const float KNEE = 0.42;
const float PAPER_KNEE = 0.80; // on paper inks stay what they are; only what outshines it rolls off

vec3 roll(vec3 x, float knee)
{
    vec3 over = max(x - knee, 0.0);
    return min(x, vec3(knee)) + over / (1.0 + over * (1.0 / (1.0 - knee)));
}

vec3 to_srgb(vec3 x)
{
    vec3 a = sqrt(x);
    vec3 b = sqrt(a);
    vec3 c = sqrt(b);
    vec3 curve = 0.662003 * a + 0.684122 * b - 0.323584 * c - 0.022541 * x;
    return mix(curve, 12.92 * x, vec3(lessThan(x, vec3(0.0022))));
}

// Static noise, even over the neighbourhood, triangular in -1..1.
float noise(vec2 at)
{
    float n = fract(dot(at, vec2(0.7548777, 0.5698403)));
    n = 2.0 * n - 1.0;
    return sign(n) * (1.0 - sqrt(1.0 - abs(n)));
}

void main()
{
    vec3 x = texelFetch(u_scene, ivec2(gl_FragCoord.xy), 0).rgb;
#ifdef BLOOM
    x += texture(u_bloom, v_uv).rgb * u_bloom_share;
#endif
    x = max(x * u_exposure, 0.0);
    float peak = max(max(x.r, x.g), max(x.b, 1e-6));
    float top = roll(vec3(peak), KNEE).x;
    vec3 same_hue = x * (top / peak);
    float lost = peak - top;
    same_hue = mix(same_hue, vec3(top), lost / (lost + 5.0));
    vec3 y = mix(same_hue, roll(x, KNEE), 0.45);
    if (u_ink > 0.0)
        y = mix(y, roll(x, PAPER_KNEE), u_ink);
    o_colour = vec4(to_srgb(y) + noise(gl_FragCoord.xy) * (0.7 / 255.0), 1.0);
}

// Vertical gradient and vignette, linear light.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform vec3 u_top;
uniform vec3 u_bottom;
uniform float u_aspect;
uniform float u_ink;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

void main()
{
    float y = v_uv.y * v_uv.y * (3.0 - 2.0 * v_uv.y);
    vec2 c = (v_uv - vec2(0.5, 0.54)) * vec2(min(u_aspect, 2.0) * 0.62, 1.0);
    float vignette = 1.0 / (1.0 + 2.2 * dot(c, c));
    vignette = mix(vignette, 1.0, 0.86 * u_ink); // paper has but a hint of it
    o_colour = vec4(mix(u_bottom, u_top, y) * vignette, 1.0);
}

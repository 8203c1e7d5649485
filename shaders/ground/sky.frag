// The sky over the rim: night above, a paler band below it, stars that stand still, and the
// tint of the drug as a faint northern light.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform mat4 u_view;
uniform mat4 u_projection;
uniform vec3 u_top;
uniform vec3 u_bottom;
uniform vec3 u_aurora;
uniform float u_stars;
uniform float u_opacity;

in vec2 v_uv;
layout(location = 0) out vec4 o_colour;

float hash(vec2 at)
{
    vec3 p = fract(at.xyx * vec3(0.1031, 0.1030, 0.0973));
    p += dot(p, p.yzx + 33.33);
    return fract((p.x + p.y) * p.z);
}

float stars(vec2 at)
{
    vec2 cell = floor(at);
    float chance = hash(cell);
    vec2 off = at - cell - 0.3 - 0.4 * vec2(hash(cell + 7.0), hash(cell + 13.0));
    return step(0.86, chance) * max(1.0 - 90.0 * dot(off, off), 0.0) * (chance - 0.80) * 5.0;
}

void main()
{
    vec2 ndc = 2.0 * v_uv - 1.0;
    vec3 seen = vec3((ndc.x + u_projection[2][0]) / u_projection[0][0],
                     (ndc.y + u_projection[2][1]) / u_projection[1][1], -1.0);
    vec3 way = normalize(transpose(mat3(u_view)) * seen);
    float up = way.z;
    float turn = atan(way.x, way.y);
    vec3 c = mix(u_bottom, u_top, smoothstep(-0.42, -0.05, up));
    float veil = sin(2.1 * turn + 0.6) + 0.6 * sin(5.3 * turn + 4.0 * up) + 0.4 * sin(11.0 * turn);
    float curtain = smoothstep(-0.40, -0.22, up - 0.02 * veil) * smoothstep(0.3, -0.25, up);
    c += u_aurora * (curtain * (0.75 + 0.25 * veil));
    float clear = smoothstep(-0.36, -0.24, up);
    c += u_stars * stars(vec2(turn, up) * 55.0) * clear * vec3(0.45, 0.50, 0.62);
    o_colour = vec4(c * u_opacity, u_opacity);
}

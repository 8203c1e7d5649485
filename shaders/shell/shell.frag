// A skin that is round across its line: clear where it faces the eye, denser where it turns away,
// as a bubble is; a soft light from the upper left, and a lamp's glint.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform float u_ink;

in vec4 v_skin;
in vec3 v_light;
in vec4 v_fill;
in vec4 v_rim;
layout(location = 0) out vec4 o_colour;

void main()
{
    float u = clamp(v_skin.x, -1.0, 1.0);
    float edge = clamp((1.0 - abs(v_skin.x)) * v_skin.y + 0.5, 0.0, 1.0);
    float lean = clamp(v_skin.z, -1.0, 1.0);
    float upright = sqrt(1.0 - lean * lean);
    vec3 n = vec3(u * upright, lean, sqrt(1.0 - u * u) * upright);
    float key = max(dot(n, v_light) * 0.6 + 0.4, 0.0);
    float away = 1.0 - n.z;
    float turned = away * away * away;
    // The skin itself, seen edge on, is a line about two pixels wide.
    float px = max(v_skin.y, 0.5);
    float line = clamp((abs(v_skin.x) - 1.0) * px * 0.5 + 1.4, 0.0, 1.0) * step(12.0, px);
    vec4 skin = mix(v_fill, v_rim, max(turned, 0.75 * line));
    float cover = skin.a * edge;
    float glint = max(dot(n, normalize(v_light + vec3(0.0, 0.0, 1.0))), 0.0);
    glint *= glint;
    glint *= glint;
    glint *= glint;
    glint *= glint;
    float lit = mix(0.42 + 0.78 * key, 0.82 + 0.20 * key, u_ink); // on paper shade is but a hint
    vec3 c = skin.rgb * lit + vec3(v_skin.w * glint * glint * edge);
    o_colour = vec4(c * cover, cover);
}

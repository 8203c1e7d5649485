// Branches of dendritic trees: their curves are laid out once, each in its tree's own space; here
// they are stood up by their stem, turned to the eye and let go where they are too fine to see.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

layout(location = 0) in vec4 a_at;     // point of the curve, radius, whose sign is the side
layout(location = 1) in vec4 a_along;  // its direction there, level
layout(location = 2) in vec2 a_stem;   // its stem; 0..1 from end to end

uniform sampler2D u_stems; // position, scale; axis, detail; colour, opacity; leaves, how many
uniform mat4 u_view;
uniform mat4 u_projection;
uniform float u_pixel;
uniform vec3 u_fog;
uniform vec2 u_fog_range;
uniform vec2 u_focus;      // distance, aperture
uniform float u_ink;       // on paper

out vec4 v_colour;         // premultiplied
out vec3 v_edge;           // across, 1 where all is gone; steepness there; how it is lit
out vec3 v_leaves;         // linear, premultiplied
out vec3 v_spray;          // half the width of the twig, 1 without leaves; along it; its own turn

const int STEMS_A_ROW = 128;
const float TWIG_FADE = 0.15;
const float LEAF = 0.52;         // mm from a twig to the tips of its leaves
const vec2 GROUND = vec2(-0.45, -0.05); // height on a tree that stands: all in the ground, none
const vec3 KEY = vec3(-0.42, 0.62, 0.66); // as the light on the cells

// Turned by the shortest way that brings the tree's own up to `up`.
vec3 stand(vec3 p, vec3 up)
{
    vec3 about = vec3(up.z, 0.0, -up.x);
    return p * up.y + cross(about, p) + about * (dot(about, p) / max(1.0 + up.y, 1e-4));
}

void main()
{
    int stem = int(a_stem.x + 0.5);
    ivec2 at = ivec2(4 * (stem % STEMS_A_ROW), stem / STEMS_A_ROW);
    vec4 place = texelFetch(u_stems, at, 0);
    vec4 axis = texelFetch(u_stems, at + ivec2(1, 0), 0);
    vec4 colour = texelFetch(u_stems, at + ivec2(2, 0), 0);
    vec4 leaves = texelFetch(u_stems, at + ivec2(3, 0), 0);

    vec3 world = place.xyz + place.w * stand(a_at.xyz, axis.xyz);
    vec3 p = (u_view * vec4(world, 1.0)).xyz;
    vec3 tangent = mat3(u_view) * stand(a_along.xyz, axis.xyz);
    vec3 across = cross(tangent, p);
    across /= max(length(across), 1e-9);

    float side = a_at.w < 0.0 ? -1.0 : 1.0;
    float away = length(p);
    float mm = max(-p.z, 1e-3) * u_pixel;
    // A cell body flares out to its trunk; the foot of a tree does so less.
    float thick = abs(a_at.w);
    thick *= 1.0 - 0.5 * leaves.a * smoothstep(0.20, 0.40, thick);
    float thin = thick * place.w / mm;
    float blur = u_focus.y * abs(away - u_focus.x) / max(away, 1e-3);
    // Leaves stand on what is fine and well above the ground.
    float leafy = leaves.a * smoothstep(0.30, 0.55, a_along.w) * smoothstep(0.25, 1.1, a_at.y);
    float leaf = leafy * LEAF * place.w / mm;
    float wide = max(max(thin, leaf), 0.62);
    float gone = wide + 0.5 + blur;
    float fade = max(thin, leaf) / (wide + 0.7 * blur);
    p += across * (side * gone * mm);
    gl_Position = u_projection * vec4(p, 1.0);

    float fog = clamp((away - u_fog_range.x) * u_fog_range.y, 0.0, 1.0);
    fog = fog * fog * (3.0 - 2.0 * fog);
    float shown = clamp((axis.w - a_along.w) / TWIG_FADE + 1.0, 0.0, 1.0);
    shown *= mix(1.0, smoothstep(GROUND.x, GROUND.y, a_at.y), leaves.a);
    float alpha = colour.a * min(fade, 1.0) * shown;
    vec3 own = colour.rgb * (1.25 - 0.6 * a_along.w); // the finer, the dimmer
    if (u_ink > 0.0) {
        // On paper what is meant to be dim covers less instead of being darker.
        float peak = max(max(own.r, own.g), max(own.b, 1e-6));
        float bright = peak / mix(0.08, 0.45, sqrt(own.r / peak)); // as in ribbon/ribbon.vert
        own *= mix(1.0, 1.0 / bright, u_ink);
        float cover = min(alpha * min(bright, 1.0), 1.0) * (1.0 - fog * u_ink);
        float clear = 1.0 - cover;
        vec3 glaze = pow(max(own, 1e-4), vec3(mix(0.45, 1.0, cover)));
        float strong = smoothstep(0.45, 0.9, 1.0 - min(min(own.r, own.g), own.b)
                                                  / max(max(own.r, own.g), own.b));
        float warm = own.r / max(max(own.r, own.g), own.b); // cool inks stay cool
        own = mix(own, glaze, strong * warm * u_ink);
        cover = mix(cover, 1.0 - clear * clear * clear, strong);
        alpha = mix(alpha, cover, u_ink);
        fog *= 1.0 - u_ink; // far ink is thinner already
    }
    v_colour = vec4(mix(own, u_fog, fog) * alpha, alpha * (1.0 - 0.4 * fog));
    // The moon lights a crown from above; below it is dark.
    float high = clamp(0.16 * a_at.y, 0.0, 1.0);
    vec3 crown = leaves.rgb * (0.22 + 1.10 * high * high);
    v_leaves = mix(crown, u_fog, fog) * alpha;
    v_spray = vec3(leaf > thin ? min(max(thin, 0.5) / gone, 1.0) : 1.0, a_stem.y,
                   fract(7.31 * a_at.x + 3.7 * a_at.z + 0.37 * a_stem.x));
    v_edge = vec3(side, (0.5 * gone + 0.5) / (1.0 + blur), side * dot(across, KEY));
}

// A tapered ribbon along a cubic Bezier curve, turned to the eye. The strip spends its vertices
// on the drawn range only: pairs 1..n+1 lie on the curve, pairs 0 and n+2 stand out beyond the
// ends by half a width and half a pixel, to hold the rounded ends. Pairs past n+2 fall together
// with the last one and cover nothing.
#ifdef GL_ES
precision highp float;
#endif

layout(location = 0) in vec3 a_p0;
layout(location = 1) in vec3 a_p1;
layout(location = 2) in vec3 a_p2;
layout(location = 3) in vec3 a_p3;
layout(location = 4) in vec4 a_shape;  // radius at 0 and 1, range
layout(location = 5) in vec4 a_colour; // emission, opacity
layout(location = 6) in vec2 a_soft;   // softness, segments; less than 0 where ends are cut square

uniform mat4 u_view;
uniform mat4 u_projection;
uniform float u_pixel;     // mm a pixel at 1 mm from the eye
uniform vec3 u_fog;
uniform vec2 u_fog_range;  // start, 1 / length
uniform vec2 u_focus;      // distance, aperture: what is not there is softer, and as bright
uniform float u_ink;       // on paper

out vec4 v_colour;         // premultiplied
out vec3 v_edge;           // across and beyond the end, 1 where all is gone; steepness there
out float v_along;         // -1..1 over the drawn range

void main()
{
    float segments = abs(a_soft.y);
    float open = step(0.0, a_soft.y);
    float pair = min(floor(float(gl_VertexID) * 0.5), segments + 2.0);
    float side = float(gl_VertexID & 1) * 2.0 - 1.0;
    float cap = open * (pair < 0.5 ? -1.0 : (pair > segments + 1.5 ? 1.0 : 0.0));
    float s = clamp((pair - 1.0) / segments, 0.0, 1.0);
    float t = mix(a_shape.z, a_shape.w, s);

    float m = 1.0 - t;
    vec3 world = m * m * m * a_p0 + 3.0 * m * m * t * a_p1 + 3.0 * m * t * t * a_p2
                 + t * t * t * a_p3;
    // Where control points fall together the derivative is zero just at the end.
    float k = clamp(t, 0.01, 0.99);
    float j = 1.0 - k;
    vec3 along = j * j * (a_p1 - a_p0) + 2.0 * j * k * (a_p2 - a_p1) + k * k * (a_p3 - a_p2);

    vec3 p = (u_view * vec4(world, 1.0)).xyz;
    vec3 tangent = mat3(u_view) * along;
    tangent /= max(length(tangent), 1e-9);
    vec3 across = cross(tangent, p);
    across /= max(length(across), 1e-9);

    float mm = max(-p.z, 1e-3) * u_pixel;
    float thin = mix(a_shape.x, a_shape.y, t) / mm;
    float wide = max(thin, mix(0.62, 1.3, a_soft.x));
    float away = length(p);
    float blur = u_focus.y * abs(away - u_focus.x) / max(away, 1e-3);
    float fade = thin / (wide + 0.7 * blur);
    float gone = wide + 0.5 + blur;

    p += (across * side + tangent * cap) * (gone * mm);
    gl_Position = u_projection * vec4(p, 1.0);

    float fog = clamp((away - u_fog_range.x) * u_fog_range.y, 0.0, 1.0);
    fog = fog * fog * (3.0 - 2.0 * fog);
    float alpha = a_colour.a * fade;
    vec3 colour = a_colour.rgb;
    float adds = a_soft.x;
    if (u_ink > 0.0 && a_soft.x < 0.9) {
        // On paper what was meant to be dim covers less, or it would be the darkest of all.
        // Warm inks are lighter than cool ones (scene/palette.c).
        float peak = max(max(colour.r, colour.g), max(colour.b, 1e-6));
        float bright = peak / mix(0.08, 0.45, sqrt(colour.r / peak));
        colour *= mix(1.0, 1.0 / bright, u_ink);
        // Strong inks thin as glazes do: a thin one lets light of its own hue through, where a
        // mixture with white would be chalk, and amber rose.
        float strong = smoothstep(0.45, 0.9, 1.0 - min(min(colour.r, colour.g), colour.b)
                                                  / max(max(colour.r, colour.g), colour.b));
        float cover = min(alpha * min(bright, 1.0), 1.0) * (1.0 - fog * u_ink);
        float clear = 1.0 - cover;
        vec3 glaze = pow(max(colour, 1e-4), vec3(mix(0.45, 1.0, cover)));
        float warm = colour.r / max(max(colour.r, colour.g), colour.b); // cool inks stay cool
        colour = mix(colour, glaze, strong * warm * u_ink);
        cover = mix(cover, 1.0 - clear * clear * clear * clear * clear, strong);
        alpha = mix(alpha, cover, u_ink);
        adds *= 1.0 - u_ink;
        fog *= 1.0 - u_ink; // far ink is thinner already
    }
    // What glows adds light and hides nothing, so fog only dims it.
    vec3 light = mix(colour, mix(u_fog, vec3(0.0), adds), fog);
    v_colour = vec4(light * alpha, alpha * (1.0 - adds));
    v_edge = vec3(side, abs(cap), mix((0.5 * gone + 0.5) / (1.0 + blur), 1.0, a_soft.x));
    v_along = open * (2.0 * s - 1.0);
}

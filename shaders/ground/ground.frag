// Snow, or the floor of a forest, by low light: slopes and shadows come from the field, and the
// colour of tracks lies in them. QUICK is for renderers without a GPU: what the light makes of
// the field was worked out when the field changed. DRY leaves out what only melting and day need.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform vec3 u_lit;
uniform vec3 u_shade;
uniform vec3 u_path;
uniform vec3 u_new;
uniform vec3 u_fog;
uniform vec3 u_sheen;        // sky that is mirrored where it is wet
uniform sampler2D u_grain;   // light on grains of snow, and of forest floor; 0.5 on even ground
uniform vec4 u_ground;       // material, wet, ink, pixels a mm at 1 mm from the eye
uniform float u_opacity;
#ifdef QUICK
uniform sampler2D u_baked;   // sun, sky, path, new
#else
uniform sampler2D u_surface; // height, slopes, light that arrives
uniform sampler2D u_tint;    // path, new
uniform vec3 u_light;
uniform vec3 u_halfway;      // between light and eye, unit length
#endif

in vec2 v_field;
in vec2 v_grain;
#ifndef DRY
in float v_low;
#endif
in float v_fog;
#ifdef QUICK
in float v_sun;  // on the land, over what flat ground has
#else
in vec2 v_slope; // of the land
in float v_pool;
in vec3 v_at;    // mm, and mm from the eye
#endif
layout(location = 0) out vec4 o_colour;

#ifndef QUICK
// Cubic B-spline by four bilinear taps (Sigg & Hadwiger 2005): no crease between cells.
vec4 surface(vec2 at)
{
    vec2 size = vec2(textureSize(u_surface, 0));
    vec2 x = at * size - 0.5;
    vec2 f = fract(x);
    vec2 base = floor(x) + 0.5;
    vec2 m = 1.0 - f;
    vec2 w0 = m * m * m * (1.0 / 6.0);
    vec2 w1 = 2.0 / 3.0 - 0.5 * f * f * (2.0 - f);
    vec2 w2 = 2.0 / 3.0 - 0.5 * m * m * (2.0 - m);
    vec2 g0 = w0 + w1;
    vec2 g1 = 1.0 - g0;
    vec2 low = (base - 1.0 + w1 / g0) / size;
    vec2 high = (base + 1.0 + (1.0 - g0 - w2) / g1) / size;
    vec4 bottom = mix(texture(u_surface, vec2(high.x, low.y)), texture(u_surface, low), g0.x);
    vec4 top = mix(texture(u_surface, high), texture(u_surface, vec2(low.x, high.y)), g0.x);
    return mix(top, bottom, g0.y);
}

// Grains that catch the light: fixed in the snow, and gone before they are finer than a pixel.
float sparkle(vec2 at, float px)
{
    vec2 cell = floor(at);
    vec3 p = fract(cell.xyx * vec3(0.1031, 0.1030, 0.0973));
    p += dot(p, p.yzx + 33.33);
    float chance = fract((p.x + p.y) * p.z);
    vec2 off = at - cell - 0.5;
    float spot = clamp(1.0 - 16.0 * dot(off, off), 0.0, 1.0);
    return step(0.95, chance) * spot * spot * clamp(0.4 * px - 0.8, 0.0, 1.0);
}
#endif

void main()
{
#ifdef QUICK
    vec4 baked = texture(u_baked, v_field);
    float sun = baked.x * v_sun;
    float sky = baked.y;
    vec2 tint = baked.zw;
#else
    vec4 s = surface(v_field);
    vec2 tint = texture(u_tint, v_field).rg;
    vec3 n = normalize(vec3(-v_slope - s.yz, 1.0));
    float sun = max(dot(n, u_light), 0.0) * s.w * v_pool;
    float trodden = clamp(-0.42 * s.x, 0.0, 1.0);
    // Deep down less of the sky is seen.
    float sky = (0.62 + 0.38 * n.z) * (1.0 - 0.45 * trodden);
    float glint = sparkle(v_at.xy * 2.9, u_ground.w / v_at.z * 0.345);
    glint *= (1.0 - u_ground.x) * (1.0 - trodden) * (1.0 - u_ground.y);
    float shine = max(dot(n, u_halfway), 0.0);
    shine *= shine;
    shine *= shine;
    shine *= shine;
    shine *= shine * s.w;
#endif
    // Melting rounds the grains off; what is wet is darker, and mirrors the sky.
    vec2 grains = texture(u_grain, v_grain).rg;
    float grain = mix(grains.x, grains.y, u_ground.x) - 0.5;
#ifdef DRY
    sun *= 1.0 + 1.9 * grain;
    vec3 c = u_lit * (sun * 1.45) + u_shade * sky;
#else
    float wet = u_ground.y;
    float hollow = clamp(2.9 * (0.93 - sky), 0.0, 1.0);
    sun *= 1.0 + (1.9 - 1.3 * wet) * grain;
#ifdef QUICK
    float shine = max(sun - 0.60, 0.0); // slopes that face the moon stand for its mirror image
    shine *= 7.0 * shine;
    vec3 c = u_lit * (sun * 1.45) + u_shade * sky;
#else
    vec3 c = u_lit * (sun * 1.45 + glint * (0.25 + sun) * 0.8) + u_shade * sky;
#endif
    c *= 1.0 - wet * vec3(0.58, 0.50, 0.34);
    // Water stands in the tracks and, as it melts on, in the low spots.
    float full = 1.15 - 1.40 * wet;
    float water = max(wet * hollow, smoothstep(full, full + 0.35, v_low + 0.5 * grain));
    water *= 1.0 - u_ground.x;
    c = mix(c, 0.30 * c + 0.34 * u_sheen, water) + u_lit * (wet * shine * 2.6);
#endif

    // Amber and teal meet at an edge: mixed they would be gold, which means something else.
    float amount = min(tint.x + tint.y, 1.0);
    vec3 colour = mix(u_path, u_new, clamp(0.5 + 4.0 * (tint.y - tint.x), 0.0, 1.0));
    float level = (0.06 + 0.30 * sky + 1.10 * sun) * (0.50 + 0.60 * amount) * (1.0 + 1.1 * grain);
#ifdef DRY
    c = mix(c, colour * level, 0.92 * amount);
#else
    vec3 lit = mix(c, mix(colour * level, u_sheen, 0.40 * water), 0.92 * amount);
    // A dye takes its own colour out of the light last, so that little of it is not pink.
    float dye = amount;
    vec3 kept = colour + 0.02;
    c = mix(lit, c * kept / (kept + dye * (1.0 - kept)), u_ground.z);
#endif
    o_colour = vec4(mix(c, u_fog, v_fog) * u_opacity, u_opacity);
}

// A vertex of the ground: lifted by the land and by the tracks in it.
#ifdef GL_ES
precision highp float;
precision highp sampler2D;
#endif

layout(location = 0) in vec2 a_at; // mm

uniform mat4 u_view;
uniform mat4 u_projection;
uniform vec2 u_fog_range;   // start, 1 / length
uniform sampler2D u_land;
uniform vec4 u_land_at;     // mm to texture: scale, shift
uniform sampler2D u_surface;
uniform vec4 u_surface_at;
uniform vec2 u_soften;      // mm; part of the tracks' height that is followed

out vec2 v_field; // of the fine field's textures
out vec2 v_grain; // of the tile of fine grain
#ifndef DRY
out float v_low;  // -1..1: where water gathers first
#endif
out float v_fog;
#ifdef QUICK
uniform vec3 u_light;
out float v_sun;  // on the land, over what flat ground has, where the places are
#else
out vec2 v_slope; // of the land
out float v_pool; // of the moonlight that falls where the places are
out vec3 v_at;    // mm, and mm from the eye
#endif

const float GRAIN_MM = 12.8;                 // a tile
const vec2 POOL_MM = vec2(34.0, 125.0);      // moonlight is full within, and least beyond

void main()
{
    vec3 land = textureLod(u_land, a_at * u_land_at.xy + u_land_at.zw, 0.0).xyz;
    v_field = a_at * u_surface_at.xy + u_surface_at.zw;
    // Softened to what the mesh can follow; the light takes care of the rest.
    vec2 aside = u_soften.x * u_surface_at.xy;
    float pressed = textureLod(u_surface, v_field + aside, 0.0).x +
                    textureLod(u_surface, v_field - aside, 0.0).x +
                    textureLod(u_surface, v_field + vec2(aside.x, -aside.y), 0.0).x +
                    textureLod(u_surface, v_field - vec2(aside.x, -aside.y), 0.0).x;
    float height = land.x + 0.25 * u_soften.y * pressed;
    vec4 seen = u_view * vec4(a_at, height, 1.0);
    float away = length(seen.xyz);
    float fog = clamp((away - u_fog_range.x) * u_fog_range.y, 0.0, 1.0);
    v_fog = fog * fog * (3.0 - 2.0 * fog);
    v_grain = a_at / GRAIN_MM;
#ifndef DRY
    v_low = sin(0.13 * a_at.x + 0.07 * a_at.y + 1.3 * sin(0.11 * a_at.y)) *
            sin(0.21 * a_at.y - 0.05 * a_at.x + 0.9 * sin(0.10 * a_at.x + 2.0));
#endif
    float pool = 1.12 - 0.52 * smoothstep(POOL_MM.x, POOL_MM.y, length(a_at * vec2(1.0, 1.35)));
#ifdef QUICK
    float sun = max(dot(normalize(vec3(-land.yz, 1.0)), u_light), 0.0);
    v_sun = pool * sun / max(u_light.z, 0.05);
#else
    v_slope = land.yz;
    v_pool = pool;
    v_at = vec3(a_at, away);
#endif
    gl_Position = u_projection * seen;
}

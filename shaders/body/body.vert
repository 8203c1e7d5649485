// A square that faces the eye and holds a sphere (u_halo 0), or its halo and ring (u_halo 1).
#ifdef GL_ES
precision highp float;
#endif

layout(location = 0) in vec4 a_sphere; // centre, radius
layout(location = 1) in vec4 a_colour; // linear, glow
layout(location = 2) in vec3 a_look;   // opacity, halo, ring

uniform mat4 u_view;
uniform mat4 u_projection;
uniform float u_pixel;
uniform vec3 u_fog;
uniform vec2 u_fog_range;
uniform vec2 u_focus;
uniform float u_halo;

out vec2 v_at;     // in radii
out float v_px;    // radius, px, fewer where the edge is out of focus
out vec4 v_colour; // linear, opacity
out vec3 v_light;  // fog already mixed in: own light; halo's light when u_halo is 1
out vec3 v_veil;   // light of the fog before it
out float v_line;  // where u_halo is 1: how much of the ring is seen
out float v_halo;  // where u_halo is 1: radius of the halo, share of the square
out vec3 v_ring;   // where u_halo is 1: its middle, half its width (shares of the square); steepness

void main()
{
    vec2 corner = vec2(float(gl_VertexID & 1), float((gl_VertexID >> 1) & 1)) * 2.0 - 1.0;
    vec3 centre = (u_view * vec4(a_sphere.xyz, 1.0)).xyz;
    float away = max(length(centre), 1e-3);
    float mm = max(-centre.z, 1e-3) * u_pixel;
    float px = max(a_sphere.w / mm, 0.9);
    float fade = min(a_sphere.w / (mm * px), 1.0);

    float soft = 1.0 + u_focus.y * abs(away - u_focus.x) / away;
    // The ring is a thin line, and where it would be thinner than a pixel, a fainter one.
    float half_ring = max(0.13, 0.55 / px);
    float ring_reach = a_look.z > 0.0 ? a_look.z + half_ring + soft / px : 0.0;
    float reach = u_halo > 0.5 ? max(max(a_look.y, ring_reach), 0.0) : 1.0 + soft / px;
    v_ring = vec3(0.0);
    v_halo = v_line = 0.0;
    v_at = corner * reach;
    vec3 p = centre + vec3(v_at * px * mm, 0.0);
    gl_Position = u_projection * vec4(p, 1.0);

    float fog = clamp((away - u_fog_range.x) * u_fog_range.y, 0.0, 1.0);
    fog = fog * fog * (3.0 - 2.0 * fog);
    float clear = 1.0 - fog;
    v_px = px / soft;
    // Far bodies thin out as well as pale, or they would blot what shines before them.
    v_colour = vec4(a_colour.rgb * clear, a_look.x * fade * fade * (1.0 - 0.55 * fog));
    v_light = a_colour.rgb * clear * a_colour.a;
    v_veil = u_fog * fog;
    if (u_halo > 0.5) {
        v_at /= max(reach, 1e-3);
        if (a_look.z > 0.0)
            v_ring = vec3(a_look.z, half_ring, px * reach * reach / soft) / max(reach, 1e-3);
        v_line = 0.95 * v_colour.a * 0.13 / half_ring;
        v_halo = a_look.y / max(reach, 1e-3);
        v_light = a_colour.rgb * clear * (0.05 + 0.5 * a_colour.a) * v_colour.a;
    }
}

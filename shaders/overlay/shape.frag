// A rounded box of half size v_shape.xy and corner radius v_shape.z round the origin, edge
// antialiased. Lines and discs are boxes that are all corner. Where v_shape.z is negative it is all
// that lies outside a circle of radius v_shape.x, softly up to v_shape.y.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

in vec2 v_local;
in vec3 v_shape;
in vec4 v_colour;
layout(location = 0) out vec4 o_colour;

void main()
{
    if (v_shape.z < 0.0) {
        float outside = smoothstep(v_shape.x, v_shape.y, length(v_local));
        o_colour = vec4(v_colour.rgb, v_colour.a * outside);
        return;
    }
    vec2 q = abs(v_local) - v_shape.xy + v_shape.z;
    float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - v_shape.z;
    o_colour = vec4(v_colour.rgb, v_colour.a * clamp(0.5 - d, 0.0, 1.0));
}

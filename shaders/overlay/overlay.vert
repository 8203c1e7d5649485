// Pixels from the top left to clip space; the rest goes through to the fragments.
#ifdef GL_ES
precision highp float;
#endif

layout(location = 0) in vec2 a_at;
layout(location = 1) in vec2 a_local;
layout(location = 2) in vec3 a_shape;
layout(location = 3) in vec4 a_colour;

uniform vec2 u_scale; // 2 / size of the picture

out vec2 v_local;
out vec3 v_shape;
out vec4 v_colour;

void main()
{
    v_local = a_local;
    v_shape = a_shape;
    v_colour = a_colour;
    gl_Position = vec4(a_at.x * u_scale.x - 1.0, 1.0 - a_at.y * u_scale.y, 0.0, 1.0);
}

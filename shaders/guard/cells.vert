// Only the cells that are held back.
#ifdef GL_ES
precision highp float;
#endif

layout(location = 0) in vec2 a_at; // 0..1 from the bottom left

out vec2 v_uv;

void main()
{
    v_uv = a_at;
    gl_Position = vec4(a_at * 2.0 - 1.0, 0.0, 1.0);
}

// One triangle that covers the picture; v_uv runs 0..1 from the bottom left.
#ifdef GL_ES
precision highp float;
#endif

out vec2 v_uv;

void main()
{
    vec2 corner = vec2(float((gl_VertexID & 1) << 2), float((gl_VertexID & 2) << 1));
    v_uv = corner * 0.5;
    gl_Position = vec4(corner - 1.0, 0.0, 1.0);
}

// A strip along a line, already turned to the eye by the processor: there are few of them, and
// their rings need their neighbours.
#ifdef GL_ES
precision highp float;
#endif

layout(location = 0) in vec3 a_at;     // eye space
layout(location = 1) in vec4 a_skin;   // across -1..1, half width px, lean along the line, sheen
layout(location = 2) in vec3 a_light;  // towards the lamp: across, along, to the eye
layout(location = 3) in vec4 a_fill;
layout(location = 4) in vec4 a_rim;

uniform mat4 u_projection;

out vec4 v_skin;
out vec3 v_light;
out vec4 v_fill;
out vec4 v_rim;

void main()
{
    v_skin = a_skin;
    v_light = a_light;
    v_fill = a_fill;
    v_rim = a_rim;
    gl_Position = u_projection * vec4(a_at, 1.0);
}

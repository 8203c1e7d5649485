// Added light round a body.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

in vec2 v_at;
in vec3 v_light;
layout(location = 0) out vec4 o_colour;

void main()
{
    float k = max(1.0 - dot(v_at, v_at), 0.0);
    o_colour = vec4(v_light * (k * k * k), 0.0);
}

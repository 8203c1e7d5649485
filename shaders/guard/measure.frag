// Mean linear colour of one cell of the picture. The cells divide the picture as the flash
// meter's do.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

uniform sampler2D u_picture;
uniform ivec2 u_size;
uniform ivec2 u_cells;

layout(location = 0) out vec4 o_colour;

void main()
{
    ivec2 cell = ivec2(gl_FragCoord.xy);
    ivec2 first = cell * u_size / u_cells;
    ivec2 last = max((cell + 1) * u_size / u_cells, first + 1);
    vec3 sum = vec3(0.0);
    for (int y = first.y; y < last.y; y++) {
        for (int x = first.x; x < last.x; x++) {
            vec3 c = texelFetch(u_picture, ivec2(x, y), 0).rgb;
            sum += c * (c * (c * 0.305306 + 0.682171) + 0.012523);
        }
    }
    ivec2 n = last - first;
    o_colour = vec4(sum / float(n.x * n.y), 1.0);
}

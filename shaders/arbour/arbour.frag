// Lit as a round twig: brighter on the side of the key light, darker towards both edges. On a twig
// in leaf the leaves stand off to both sides, longest half way.
#ifdef GL_ES
precision highp float;
precision highp int;
precision highp sampler2D;
#endif

in vec4 v_colour;
in vec3 v_edge;
in vec3 v_leaves;
in vec3 v_spray;
layout(location = 0) out vec4 o_colour;

const float LEAVES = 1.8; // ins and outs from end to end

void main()
{
    float off = abs(v_edge.x);
    if (v_spray.x < 0.999) {
        float t = v_spray.y;
        float wave = fract(LEAVES * t + 0.65 * v_edge.x + v_spray.z) - 0.5;
        float lobe = 1.0 - 3.0 * wave * wave;
        float reach = min(3.2 * t * (1.15 - t), 1.0) * lobe;
        float cover = clamp((reach - off) * 2.0 * v_edge.y + 0.5, 0.0, 1.0);
        float twig = clamp((v_spray.x - off) * 2.0 * v_edge.y + 0.5, 0.0, 1.0);
        float light = 0.72 + 0.40 * lobe - 0.30 * off + 0.35 * v_edge.z * off;
        vec4 leaf = vec4(v_leaves * light, v_colour.a) * (0.85 * cover);
        o_colour = mix(leaf, vec4(v_colour.rgb, v_colour.a), twig);
        return;
    }
    float d2 = off * off;
    float cover = clamp((1.0 - d2) * v_edge.y, 0.0, 1.0);
    float light = 1.15 - 0.75 * d2 + 0.45 * v_edge.z * off;
    o_colour = vec4(v_colour.rgb * light, v_colour.a) * cover;
}

/* Where a link runs and how it ends: at a synapse that grows, stands and lets go. */
#include <math.h>

#include "scene/links.h"
#include "scene/maths.h"

/* Sizes about a synapse, mm: many times too large beside the tree, to be seen at all. */
static const float FILOPODIUM_MM = 0.55f, NECK_MM = 0.26f, BOUTON_MM = 0.12f;
static const float HEAD_MM[2] = {0.06f, 0.17f}; /* by efficacy */

void links_contact(const struct links *links, const struct link *link,
                   const struct model_cell_view *cells, struct contact *contact)
{
    uint32_t salt = scene_hash((uint32_t)link->id, (uint32_t)(link->id >> 32));
    static const struct arbour_contact AT_SOMA = {{0.0f, 0.0f, 0.0f}, {0.0f, 1.0f, 0.0f}};
    const struct arbour_contact *at =
        links->arbours ? &links->arbours->contact[link->post][salt % ARBOUR_CONTACTS] : &AT_SOMA;
    float stout =
        scene_smoothstep(LINKS_BODY[MODEL_FILOPODIUM], LINKS_BODY[MODEL_MATURE], link->body);
    contact->life = scene_smoothstep(0.0f, 1.0f, link->life);
    contact->touch = scene_clamp((link->growth - LINKS_REACH) / (1.0f - LINKS_REACH), 0.0f, 1.0f);
    contact->head =
        stout * (HEAD_MM[0] + (HEAD_MM[1] - HEAD_MM[0]) * link->efficacy) * contact->life;
    /* A filopodium reaches far and feels about; a spine is short. It draws back as it lets go. */
    float free = (1.0f - contact->touch) * scene_clamp(link->growth / LINKS_REACH, 0.0f, 1.0f);
    float reach = scene_mix(FILOPODIUM_MM, NECK_MM, stout) * (0.25f + 0.75f * contact->life);
    float phase = (float)fmod(links->sway_s, 1000.0) * (0.8f + 0.5f * link->hash);
    const float *soma = cells[link->post].position_mm;
    for (int k = 0; k < 3; k++) {
        float feel = 0.35f * free * sinf(phase + 6.2832f * scene_unit(salt, 53u + (uint32_t)k));
        contact->shaft[k] = soma[k] + at->shaft[k];
        contact->out[k] = at->out[k];
        contact->tip[k] = contact->shaft[k] + reach * (at->out[k] + feel);
    }
}

void links_curve(const struct links *links, const struct ways *ways, const struct link *link,
                 const struct model_cell_view *cells, float p[4][3])
{
    const struct model_cell_view *pre = &cells[link->pre], *post = &cells[link->post];
    uint32_t salt = scene_hash((uint32_t)link->id, (uint32_t)(link->id >> 32));
    struct contact contact;
    links_contact(links, link, cells, &contact);
    float to[3];
    for (int k = 0; k < 3; k++)
        to[k] = contact.tip[k] + (contact.head + BOUTON_MM) * contact.out[k];
    if (link->kind <= LINK_CHANCE) {
        ways_curve(ways, pre->place, post->place, pre->position_mm, to, salt, p);
    } else {
        for (int k = 0; k < 3; k++) {
            float along = to[k] - pre->position_mm[k];
            float bend = 0.22f * fabsf(along) + 0.5f;
            p[0][k] = pre->position_mm[k];
            p[1][k] = p[0][k] + 0.33f * along + bend * scene_spread(salt, 30u + (uint32_t)k);
            p[2][k] = p[0][k] + 0.67f * along + bend * scene_spread(salt, 40u + (uint32_t)k);
            p[3][k] = to[k];
        }
    }
    float free = scene_clamp((1.0f - link->growth) / (1.0f - LINKS_REACH), 0.0f, 1.0f);
    if (free > 0.0f) {
        /* A tip without contact feels about; it comes to rest as it takes hold. */
        float phase = (float)fmod(links->sway_s, 1000.0) * (0.8f + 0.5f * link->hash);
        for (int k = 0; k < 3; k++)
            p[3][k] += 0.8f * free * sinf(phase + 6.2832f * scene_unit(salt, 50u + (uint32_t)k));
    }
}

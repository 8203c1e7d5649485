/* Which programs there are, what each is made of, and where its uniforms lie. */
#include "render/device.h"
#include "render/program.h"

static const struct {
    const char *vertex, *fragment, *defines;
    enum plan_pass_kind pass;
} SOURCES[PROGRAMS] = {
    [PROGRAM_BACKDROP] = {"screen/screen.vert", "backdrop/backdrop.frag", NULL, PLAN_PASS_BACKDROP},
    [PROGRAM_SKY] = {"screen/screen.vert", "ground/sky.frag", NULL, PLAN_PASS_GROUND},
    [PROGRAM_GROUND] = {"ground/ground.vert", "ground/ground.frag", NULL, PLAN_PASS_GROUND},
    [PROGRAM_GROUND_QUICK] = {"ground/ground.vert", "ground/ground.frag", "#define QUICK\n",
                              PLAN_PASS_GROUND},
    [PROGRAM_GROUND_DRY] = {"ground/ground.vert", "ground/ground.frag",
                            "#define QUICK\n#define DRY\n", PLAN_PASS_GROUND},
    [PROGRAM_RIBBON] = {"ribbon/ribbon.vert", "ribbon/ribbon.frag", NULL, PLAN_PASS_RIBBONS},
    [PROGRAM_PULSE] = {"ribbon/ribbon.vert", "ribbon/pulse.frag", NULL, PLAN_PASS_PULSES},
    [PROGRAM_BODY_CORE] = {"body/body.vert", "body/core.frag", NULL, PLAN_PASS_BODIES},
    [PROGRAM_BODY_HALO] = {"body/body.vert", "body/halo.frag", NULL, PLAN_PASS_BODIES},
    [PROGRAM_ARBOUR] = {"arbour/arbour.vert", "arbour/arbour.frag", NULL, PLAN_PASS_ARBOURS},
    [PROGRAM_SHELL] = {"shell/shell.vert", "shell/shell.frag", NULL, PLAN_PASS_SHELLS},
    [PROGRAM_BLOOM_FIRST] = {"screen/screen.vert", "bloom/first.frag", NULL, PLAN_PASS_BLOOM},
    [PROGRAM_BLOOM_DOWN] = {"screen/screen.vert", "bloom/down.frag", NULL, PLAN_PASS_BLOOM},
    [PROGRAM_BLOOM_UP] = {"screen/screen.vert", "bloom/up.frag", NULL, PLAN_PASS_BLOOM},
    [PROGRAM_TONE] = {"screen/screen.vert", "tone/tone.frag", NULL, PLAN_PASS_TONE},
    [PROGRAM_TONE_BLOOM] = {"screen/screen.vert", "tone/tone.frag", "#define BLOOM\n",
                            PLAN_PASS_TONE},
    [PROGRAM_ENLARGE] = {"screen/screen.vert", "tone/enlarge.frag", NULL, PLAN_PASS_TONE},
    [PROGRAM_ENLARGE_QUICK] = {"screen/screen.vert", "tone/enlarge.frag", "#define QUICK\n",
                               PLAN_PASS_TONE},
    [PROGRAM_SHAPE] = {"overlay/overlay.vert", "overlay/shape.frag", NULL, PLAN_PASS_OVERLAY},
    [PROGRAM_TEXT] = {"overlay/overlay.vert", "overlay/text.frag", NULL, PLAN_PASS_OVERLAY},
    [PROGRAM_MEASURE] = {"screen/screen.vert", "guard/measure.frag", NULL, PLAN_PASS_TONE},
    [PROGRAM_HOLD] = {"guard/cells.vert", "guard/hold.frag", NULL, PLAN_PASS_TONE},
    [PROGRAM_COPY] = {"guard/cells.vert", "guard/copy.frag", NULL, PLAN_PASS_TONE},
};

static const char *const UNIFORM_NAMES[UNIFORMS] = {
    [UNIFORM_VIEW] = "u_view",
    [UNIFORM_PROJECTION] = "u_projection",
    [UNIFORM_PIXEL] = "u_pixel",
    [UNIFORM_FOG] = "u_fog",
    [UNIFORM_FOG_RANGE] = "u_fog_range",
    [UNIFORM_HALO] = "u_halo",
    [UNIFORM_TOP] = "u_top",
    [UNIFORM_BOTTOM] = "u_bottom",
    [UNIFORM_ASPECT] = "u_aspect",
    [UNIFORM_SOURCE] = "u_source",
    [UNIFORM_TEXEL] = "u_texel",
    [UNIFORM_SHARE] = "u_share",
    [UNIFORM_SCENE] = "u_scene",
    [UNIFORM_BLOOM] = "u_bloom",
    [UNIFORM_BLOOM_SHARE] = "u_bloom_share",
    [UNIFORM_EXPOSURE] = "u_exposure",
    [UNIFORM_INK] = "u_ink",
    [UNIFORM_SIZE] = "u_size",
    [UNIFORM_SCALE] = "u_scale",
    [UNIFORM_ATLAS] = "u_atlas",
    [UNIFORM_PICTURE] = "u_picture",
    [UNIFORM_CELLS] = "u_cells",
    [UNIFORM_FRESH] = "u_fresh",
    [UNIFORM_SHOWN] = "u_shown",
    [UNIFORM_KEEP] = "u_keep",
    [UNIFORM_FRAME] = "u_frame",
    [UNIFORM_LAND] = "u_land",
    [UNIFORM_LAND_AT] = "u_land_at",
    [UNIFORM_SURFACE] = "u_surface",
    [UNIFORM_SURFACE_AT] = "u_surface_at",
    [UNIFORM_SOFTEN] = "u_soften",
    [UNIFORM_TINT] = "u_tint",
    [UNIFORM_BAKED] = "u_baked",
    [UNIFORM_LIGHT] = "u_light",
    [UNIFORM_LIT] = "u_lit",
    [UNIFORM_SHADE] = "u_shade",
    [UNIFORM_PATH] = "u_path",
    [UNIFORM_NEW] = "u_new",
    [UNIFORM_GROUND] = "u_ground",
    [UNIFORM_OPACITY] = "u_opacity",
    [UNIFORM_HALFWAY] = "u_halfway",
    [UNIFORM_AURORA] = "u_aurora",
    [UNIFORM_STARS] = "u_stars",
    [UNIFORM_FOCUS] = "u_focus",
    [UNIFORM_GRAIN] = "u_grain",
    [UNIFORM_SHEEN] = "u_sheen",
    [UNIFORM_STEMS] = "u_stems",
};

bool programs_build(struct device *device, struct error *error)
{
    for (int i = 0; i < PROGRAMS; i++) {
        struct error why = {ERROR_NONE, ""};
        struct program *p = &device->programs[i];
        p->name = program_build(SOURCES[i].vertex, SOURCES[i].fragment, SOURCES[i].defines, &why);
        if (!p->name) {
            if (i == PROGRAM_TONE)
                return error_set(error, why.id, "%s", why.text);
            device_miss(device, SOURCES[i].pass, why.text);
            continue;
        }
        for (int u = 0; u < UNIFORMS; u++)
            p->at[u] = glGetUniformLocation(p->name, UNIFORM_NAMES[u]);
    }
    return true;
}

bool device_use(struct device *device, enum program_id program, enum plan_pass_kind pass)
{
    if (!device->programs[program].name) {
        device->stats->failed_passes |= 1u << pass;
        return false;
    }
    glUseProgram(device->programs[program].name);
    return true;
}

GLint device_uniform(const struct device *device, enum program_id program, enum uniform_id id)
{
    return device->programs[program].at[id];
}

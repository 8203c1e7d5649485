#include "model/constants.h"

const struct model_constant model_constants[] = {
#define MODEL_CONSTANT_ROW(name, value, unit, status, source) {#name, value, unit, status, source},
    MODEL_CONSTANTS(MODEL_CONSTANT_ROW)
#undef MODEL_CONSTANT_ROW
};

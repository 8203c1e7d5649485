/* A team: everybody works once, and what a sign announces can be read. */
#include "fixture.h"

#include "model/team.h"

enum { ROUNDS = 3000 };

struct relay {
    struct team *team;
    _Atomic uint32_t sign[TEAM_MOST];
    uint64_t baton[TEAM_MOST]; /* written before the sign, read after it */
    uint32_t runs, wrong[TEAM_MOST];
};

/* Each round every member passes on what it has heard from the one before. */
static void work(void *context, uint32_t member)
{
    struct relay *relay = context;
    uint32_t members = team_members(relay->team), before = (member + members - 1) % members;
    uint32_t start = relay->runs * ROUNDS;
    for (uint32_t round = start + 1; round <= start + ROUNDS; round++) {
        if (member > 0)
            team_await(&relay->sign[before], round);
        relay->wrong[member] += member > 0 && relay->baton[before] != round * 3ull + before;
        relay->baton[member] = round * 3ull + member;
        atomic_store_explicit(&relay->sign[member], round, memory_order_release);
        team_await(&relay->sign[members - 1], round);
    }
}

static void everybody_works_and_is_heard(void **state)
{
    (void)state;
    for (uint32_t members = 1; members <= 4; members++) {
        struct relay relay = {.team = team_create(members)};
        assert_non_null(relay.team);
        assert_int_equal(team_members(relay.team), members);
        for (; relay.runs < 3; relay.runs++) {
            team_run(relay.team, work, &relay);
            for (uint32_t i = 0; i < TEAM_MOST; i++) {
                assert_int_equal(relay.sign[i], i < members ? (relay.runs + 1) * ROUNDS : 0);
                assert_int_equal(relay.wrong[i], 0);
            }
        }
        team_destroy(relay.team);
    }
}

static void impossible_teams_are_refused(void **state)
{
    (void)state;
    assert_null(team_create(0));
    assert_null(team_create(TEAM_MOST + 1));
    team_destroy(NULL);
    struct team *most = team_create(TEAM_MOST);
    assert_non_null(most);
    team_destroy(most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_works_and_is_heard),
        cmocka_unit_test(impossible_teams_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

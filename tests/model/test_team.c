/* A team: everybody works once, and nobody runs ahead of a meeting. */
#include "fixture.h"

#include "model/team.h"

enum { ROUNDS = 3000 };

struct tally {
    struct team *team;
    uint32_t done[TEAM_MOST];
    uint32_t ahead; /* meetings that let a member through too early; written by member 0 */
};

static void work(void *context, uint32_t member)
{
    struct tally *tally = context;
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        tally->done[member]++;
        team_meet(tally->team, member);
        /* Between two meetings nobody writes. */
        for (uint32_t i = 0; member == 0 && i < team_members(tally->team); i++)
            tally->ahead += tally->done[i] % ROUNDS != round % ROUNDS;
        team_meet(tally->team, member);
    }
}

static void everybody_meets(void **state)
{
    (void)state;
    for (uint32_t members = 1; members <= 4; members++) {
        struct tally tally = {.team = team_create(members)};
        assert_non_null(tally.team);
        assert_int_equal(team_members(tally.team), members);
        for (uint32_t runs = 1; runs <= 3; runs++) {
            team_run(tally.team, work, &tally);
            for (uint32_t i = 0; i < TEAM_MOST; i++)
                assert_int_equal(tally.done[i], i < members ? runs * ROUNDS : 0);
        }
        assert_int_equal(tally.ahead, 0);
        team_destroy(tally.team);
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
        cmocka_unit_test(everybody_meets),
        cmocka_unit_test(impossible_teams_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

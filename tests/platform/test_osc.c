/* Show control over real packets. */
#include "datagram.h"
#include "platform/osc.h"

#ifdef SNOWMELT_LIBLO

static const struct osc_state STATE = {
    .phase = "rigid", .language = "de", .chapter = 3, .volume = 0.5f};

struct fixture {
    struct osc *osc;
    int port, socket, own_port;
    double now_s;
    struct osc_order orders[OSC_MOST_ORDERS];
};

static void open_all(struct fixture *f, const char *allow)
{
    struct error error;
    *f = (struct fixture){.now_s = 100.0};
    f->socket = datagram_open(&f->own_port);
    f->port = datagram_free_port();
    f->osc = osc_open(f->port, "127.0.0.1", allow, &error);
    assert_non_null(f->osc);
}

static void close_all(struct fixture *f)
{
    osc_close(f->osc);
    close(f->socket);
}

static void send_order(struct fixture *f, const char *path, const char *types, const void *word)
{
    datagram_order(f->socket, f->port, path, types, word);
}

static unsigned take(struct fixture *f)
{
    f->now_s += 1.0 / 30.0;
    return osc_orders(f->osc, f->now_s, &STATE, f->orders);
}

/* A picture that lasts so long that any number of orders may follow. */
static void rest(struct fixture *f)
{
    f->now_s += 10.0;
}

static uint32_t counted(const struct fixture *f)
{
    struct osc_counts counts = osc_counts(f->osc);
    return counts.accepted + counts.dropped + counts.malformed;
}

static void orders_come_in_their_order(void **state)
{
    (void)state;
    struct fixture f;
    int32_t chapter = 4;
    float volume = 0.25f;
    open_all(&f, "");
    assert_int_equal(take(&f), 0);
    send_order(&f, "/snowmelt/start", "", NULL);
    send_order(&f, "/snowmelt/chapter", "i", &chapter);
    send_order(&f, "/snowmelt/volume", "f", &volume);
    assert_int_equal(take(&f), 3);
    assert_int_equal(f.orders[0].command, OSC_START);
    assert_true(f.orders[1].command == OSC_CHAPTER && f.orders[1].chapter == 4);
    assert_true(f.orders[2].command == OSC_VOLUME && f.orders[2].volume == 0.25f);
    assert_int_equal(osc_counts(f.osc).accepted, 3);
    osc_reject(f.osc);
    assert_true(osc_counts(f.osc).accepted == 2 && osc_counts(f.osc).dropped == 1);
    close_all(&f);
}

static void assert_status(int fd, size_t path_and_types)
{
    static const char HEAD[] = "/snowmelt/status\0\0\0\0,sisfiii\0\0\0\0rigid\0\0\0"
                               "\0\0\0\x03"
                               "de\0\0"
                               "\x3f\0\0\0";
    char bytes[256];
    ssize_t size = recv(fd, bytes, sizeof bytes, 0);
    assert_int_equal(size, path_and_types + 12);
    assert_memory_equal(bytes, HEAD, path_and_types);
    assert_int_equal(bytes[path_and_types + 3], 1); /* one accepted: this one */
}

static void a_status_goes_to_who_asked(void **state)
{
    (void)state;
    struct fixture f;
    enum { HEAD_BYTES = 52 };
    open_all(&f, "");
    send_order(&f, "/snowmelt/status", "", NULL);
    assert_int_equal(take(&f), 0);
    assert_status(f.socket, HEAD_BYTES);
    close_all(&f);

    int other_port, other = datagram_open(&other_port);
    open_all(&f, "");
    send_order(&f, "/snowmelt/status", "i", &other_port);
    assert_int_equal(take(&f), 0);
    assert_status(other, HEAD_BYTES);
    close(other);
    close_all(&f);
}

static void what_is_not_allowed_is_dropped(void **state)
{
    (void)state;
    struct fixture f;
    char bytes[256];
    open_all(&f, "start,stop");
    send_order(&f, "/snowmelt/dose", "", NULL);
    send_order(&f, "/snowmelt/status", "", NULL);
    send_order(&f, "/snowmelt/stop", "", NULL);
    send_order(&f, "/other/stop", "", NULL);
    assert_int_equal(take(&f), 1);
    assert_int_equal(f.orders[0].command, OSC_STOP);
    assert_true(osc_counts(f.osc).dropped == 3 && osc_counts(f.osc).malformed == 0);
    assert_true(recv(f.socket, bytes, sizeof bytes, MSG_DONTWAIT) < 0);
    close_all(&f);
}

static void broken_packets_are_counted_and_harmless(void **state)
{
    (void)state;
    struct fixture f;
    char good[128], bytes[2048];
    uint32_t sent = 0;
    int32_t chapter = 4;
    open_all(&f, "");
    size_t size = datagram_write(good, "/snowmelt/chapter", "i", &chapter);
    for (size_t cut = 0; cut < size; cut++, sent++) { /* cut off anywhere */
        rest(&f);
        datagram_send(f.socket, f.port, good, cut);
        assert_int_equal(take(&f), 0);
    }
    memset(bytes, '/', sizeof bytes); /* never ends, and is too long */
    datagram_send(f.socket, f.port, bytes, 1024);
    datagram_send(f.socket, f.port, bytes, sizeof bytes);
    sent += 2;
    take(&f);
    assert_int_equal(osc_counts(f.osc).accepted, 0);
    assert_int_equal(counted(&f), sent);

    uint32_t random = 1; /* bytes of a plain generator, Knuth's constants */
    for (unsigned n = 0; n < 3000; n++) {
        size_t length = n % 97;
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)((random = random * 1664525u + 1013904223u) >> 24);
        if (n % 2) { /* a good beginning */
            memcpy(bytes, good, size);
            length += size;
            bytes[random % length] = (char)(random >> 8);
        }
        datagram_send(f.socket, f.port, bytes, length);
        rest(&f);
        take(&f);
    }
    assert_true(counted(&f) >= sent + 3000);
    close_all(&f);
}

static size_t bundle(char *bytes, const char *inside, size_t size)
{
    memcpy(bytes, "#bundle\0\0\0\0\0\0\0\0\1\0\0\0", 20);
    bytes[19] = (char)size;
    memmove(bytes + 20, inside, size);
    return 20 + size;
}

static void bundles_are_opened_but_not_for_ever(void **state)
{
    (void)state;
    struct fixture f;
    char message[128], once[512], again[512];
    open_all(&f, "");
    size_t size = datagram_write(message, "/snowmelt/stop", "", NULL);
    size_t whole = bundle(once, message, size);
    datagram_send(f.socket, f.port, once, whole);
    assert_int_equal(take(&f), 1);
    for (unsigned depth = 2; depth <= 5; depth++) {
        whole = bundle(again, once, whole);
        memcpy(once, again, whole);
        datagram_send(f.socket, f.port, once, whole);
        assert_int_equal(take(&f), depth <= 4 ? 1 : 0);
    }
    assert_int_equal(osc_counts(f.osc).malformed, 1);
    once[19] = 127; /* longer than there is */
    datagram_send(f.socket, f.port, once, whole);
    assert_int_equal(take(&f), 0);
    assert_int_equal(osc_counts(f.osc).malformed, 2);
    close_all(&f);
}

static void a_flood_is_counted_and_lets_few_through(void **state)
{
    (void)state;
    struct fixture f;
    enum { PICTURES = 60, A_PICTURE = 334, ALL = PICTURES * A_PICTURE };
    char bytes[128];
    unsigned taken = 0;
    float volume = 0.5f;
    open_all(&f, "");
    size_t size = datagram_write(bytes, "/snowmelt/volume", "f", &volume);
    for (unsigned picture = 0; picture < PICTURES; picture++) {
        for (unsigned i = 0; i < A_PICTURE; i++)
            datagram_send(f.socket, f.port, bytes, size);
        unsigned n = take(&f);
        assert_true(n <= OSC_MOST_ORDERS);
        taken += n;
    }
    for (unsigned i = 0; i < 1000; i++) /* what still waits; it ends by itself */
        taken += take(&f);
    assert_true(taken >= OSC_MOST_ORDERS);
    assert_true(taken <= OSC_MOST_ORDERS + (PICTURES + 1000) * OSC_A_SECOND / 30);
    assert_int_equal(osc_counts(f.osc).accepted, taken);
    rest(&f);
    send_order(&f, "/snowmelt/stop", "", NULL); /* brings the count of what the kernel threw away */
    assert_int_equal(take(&f), 1);
    assert_int_equal(counted(&f), ALL + 1);
    close_all(&f);
}

static void it_listens_where_it_was_told_to_and_only_while_open(void **state)
{
    (void)state;
    struct fixture f;
    struct error error;
    open_all(&f, "");
    assert_true(datagram_listens(f.port));
    char line[256], wanted[24];
    bool loopback = false;
    snprintf(wanted, sizeof wanted, " 0100007F:%04X ", (unsigned)f.port);
    FILE *list = fopen("/proc/net/udp", "r");
    while (list && fgets(line, sizeof line, list))
        loopback = loopback || strstr(line, wanted);
    fclose(list);
    assert_true(loopback);
    assert_null(osc_open(f.port, "127.0.0.1", "", &error)); /* taken */
    assert_int_equal(error.id, ERROR_OSC);
    int port = f.port;
    close_all(&f);
    assert_false(datagram_listens(port));
}

static void wrong_settings_are_told(void **state)
{
    (void)state;
    struct error error;
    int port = datagram_free_port();
    assert_null(osc_open(port, "localhost", "", &error));
    assert_int_equal(error.id, ERROR_OPTION_VALUE);
    assert_null(osc_open(port, "127.0.0.1", "start,quit", &error));
    assert_int_equal(error.id, ERROR_OPTION_VALUE);
    assert_null(osc_open(port, "203.0.113.7", "", &error)); /* of no machine, RFC 5737 */
    assert_int_equal(error.id, ERROR_OSC);
}

#else

static void without_liblo_it_says_so(void **state)
{
    (void)state;
    struct error error;
    assert_null(osc_open(9000, "127.0.0.1", "", &error));
    assert_int_equal(error.id, ERROR_OSC);
}

#endif

static void off_it_takes_nothing(void **state)
{
    (void)state;
    struct osc_order orders[OSC_MOST_ORDERS];
    const struct osc_state told = {.phase = "", .language = ""};
    assert_int_equal(osc_orders(NULL, 0.0, &told, orders), 0);
    assert_int_equal(osc_counts(NULL).accepted, 0);
    osc_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef SNOWMELT_LIBLO
        cmocka_unit_test(orders_come_in_their_order),
        cmocka_unit_test(a_status_goes_to_who_asked),
        cmocka_unit_test(what_is_not_allowed_is_dropped),
        cmocka_unit_test(broken_packets_are_counted_and_harmless),
        cmocka_unit_test(bundles_are_opened_but_not_for_ever),
        cmocka_unit_test(a_flood_is_counted_and_lets_few_through),
        cmocka_unit_test(it_listens_where_it_was_told_to_and_only_while_open),
        cmocka_unit_test(wrong_settings_are_told),
#else
        cmocka_unit_test(without_liblo_it_says_so),
#endif
        cmocka_unit_test(off_it_takes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Load for a room: many plain connections in one epoll loop, every payload checked.
//
//   room_load flood PORT CLIENTS SENDERS LINES SIZE [PID]  senders flat out; deliveries a second
//   room_load ncat PORT CLIENTS SENDERS LINES SIZE [PID]   the same for `ncat -l --chat`, breaks counted
//   room_load idle PORT CLIENTS PID                        memory of the server for each silent member
//   room_load tls PORT CLIENTS PID                         the same over TLS, and handshakes a second
//   room_load ping PORT ROUNDS                             one way between two; PORT 0: a bare relay
//   room_load slow PORT LINES SIZE [PID]                   2 senders, 5 readers, one who never reads
//                                                          (SLOW=0 in the environment: without him)
//
// The server: netbasics serve --room PORT --history 0 --rate 0 --max-clients 0 --max-per-address 0

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using steady = std::chrono::steady_clock;

double seconds_since(steady::time_point start)
{
    return std::chrono::duration<double>(steady::now() - start).count();
}

sockaddr_in loopback(unsigned port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int call(unsigned port)
{
    int const fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(port);
    if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
    int const one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

void send_all(int fd, std::string_view text)
{
    while (!text.empty()) {
        auto const sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0) throw std::runtime_error(std::string("send: ") + std::strerror(errno));
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

struct process {
    double cpu = 0;  ///< seconds
    long kib = 0;    ///< resident
    long peak = 0;
};

process look_at(int pid)
{
    process p;
    if (pid == 0) return p;
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(stat, text);
    auto at = text.rfind(')');
    std::vector<std::string> fields;
    for (std::size_t i = at + 2; i < text.size();) {
        auto const end = std::min(text.find(' ', i), text.size());
        fields.push_back(text.substr(i, end - i));
        i = end + 1;
    }
    p.cpu = (std::stod(fields[11]) + std::stod(fields[12])) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) p.kib = std::atol(line.c_str() + 6);
        if (line.starts_with("VmHWM:")) p.peak = std::atol(line.c_str() + 6);
    }
    return p;
}

/// `cSENDER SEQUENCE xxx…` of `size` bytes, line end included; with a time where there is room.
std::string payload(std::size_t sender, std::size_t sequence, std::size_t size)
{
    char head[64];
    auto const now =
        std::chrono::duration_cast<std::chrono::microseconds>(steady::now().time_since_epoch()).count();
    std::snprintf(head, sizeof head, "%zu %zu %lld ", sender, sequence, static_cast<long long>(now));
    std::string line = head;
    if (line.size() + 1 < size) line.append(size - 1 - line.size(), static_cast<char>('a' + sequence % 26));
    line.push_back('\n');
    return line;
}

struct client {
    int fd = -1;
    std::string rest;               ///< of a line
    std::vector<std::size_t> next;  ///< sequence number expected of each sender
    std::size_t got = 0;
    std::string outgoing;
    std::size_t sent = 0;
    std::vector<unsigned> delays;  ///< microseconds
};

bool forgiving = false;  ///< count what is broken instead of giving up
std::size_t broken = 0;

void corrupt(std::string_view line)
{
    ++broken;
    if (forgiving) return;
    std::fprintf(stderr, "corrupt: '%.*s'\n", static_cast<int>(std::min<std::size_t>(line.size(), 200)),
                 line.data());
    std::exit(1);
}

/// Checks one line; notices are no payload.
void check(client& c, std::string_view line, std::size_t size, bool timed)
{
    if (line.starts_with("* ") || line.starts_with("<announce> ")) return;
    auto const colon = line.find(forgiving ? "> " : ": ");
    if (!forgiving && (colon == line.npos || line[0] != 'c')) return corrupt(line);
    auto const body =
        colon == line.npos ? line : line.substr(colon + 2);  // ncat names the sender once a receive
    char* end = nullptr;
    auto const* const text = body.data();
    auto const named = std::strtoul(line.data() + 1, nullptr, 10);
    auto const sender = std::strtoul(text, &end, 10);
    auto const sequence = std::strtoul(end, &end, 10);
    auto const sent_at = std::strtoll(end, &end, 10);
    if ((named != sender && !forgiving) || sender >= c.next.size()) return corrupt(line);
    auto const expected = std::exchange(c.next[sender], sequence + 1);
    if (sequence != expected || body.size() + 1 != size) return corrupt(line);
    auto const fill = static_cast<char>('a' + sequence % 26);
    for (auto const* p = end + 1; p < line.data() + line.size(); ++p)
        if (*p != fill) return corrupt(line);
    ++c.got;
    if (timed) {
        auto const now =
            std::chrono::duration_cast<std::chrono::microseconds>(steady::now().time_since_epoch()).count();
        c.delays.push_back(static_cast<unsigned>(now - sent_at));
    }
}

/// False: the server has closed.
bool receive(client& c, std::size_t size, bool timed)
{
    static char block[262144];
    auto const got = ::recv(c.fd, block, sizeof block, MSG_DONTWAIT);
    if (got == 0) return false;
    if (got < 0) return errno == EAGAIN;
    std::string_view text(block, static_cast<std::size_t>(got));
    if (!c.rest.empty()) {
        auto const end = text.find('\n');
        if (end == text.npos) {
            c.rest.append(text);
            return true;
        }
        c.rest.append(text.substr(0, end));
        check(c, c.rest, size, timed);
        c.rest.clear();
        text.remove_prefix(end + 1);
    }
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        check(c, text.substr(0, end), size, timed);
        text.remove_prefix(end + 1);
    }
    c.rest.assign(text);
    return true;
}

std::vector<client> join(unsigned port, std::size_t count, std::size_t senders)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    auto const start = steady::now();
    std::vector<client> all(count);
    for (auto& c : all) c.fd = call(port);
    std::printf("connected %zu in %.3f s\n", count, seconds_since(start));
    for (std::size_t i = 0; i < count; ++i) {
        all[i].next.assign(senders, 0);
        if (!forgiving) send_all(all[i].fd, "/nick c" + std::to_string(i) + "\n");
    }
    // The last one hears of nobody's coming after his own: then all are there.
    char block[65536];
    std::string seen;
    auto& last = all.back();
    if (!forgiving) send_all(last.fd, "/who\n");
    auto const* const answer = forgiving ? "already connected" : " here: ";
    while (seen.find(answer) == seen.npos || seen.back() != '\n') {
        auto const got = ::recv(last.fd, block, sizeof block, 0);
        if (got <= 0) throw std::runtime_error("the room has closed");
        seen.append(block, static_cast<std::size_t>(got));
    }
    std::printf("joined after %.3f s\n", seconds_since(start));
    return all;
}

void print_process(process const& before, process const& after, double deliveries)
{
    std::printf("server: %.2f CPU-s, %.3f per million; resident %ld KiB, peak %ld KiB\n",
                after.cpu - before.cpu, deliveries > 0 ? (after.cpu - before.cpu) / deliveries * 1e6 : 0,
                after.kib, after.peak);
}

void print_delays(std::vector<client> const& all)
{
    std::vector<unsigned> delays;
    for (auto const& c : all) delays.insert(delays.end(), c.delays.begin(), c.delays.end());
    if (delays.empty()) return;
    std::sort(delays.begin(), delays.end());
    std::printf("delay: p50 %u us, p99 %u us, max %u us\n", delays[delays.size() / 2],
                delays[delays.size() * 99 / 100], delays.back());
}

/// Drives all sockets until everybody has what he has to get.
double drive(std::vector<client>& all, std::size_t readers, std::size_t size, std::size_t expected,
             bool timed)
{
    int const poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < readers; ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        if (!all[i].outgoing.empty()) event.events |= EPOLLOUT;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &event);
    }
    auto const start = steady::now();
    std::size_t total = 0;
    std::vector<epoll_event> ready(1024);
    while (total < expected) {
        auto const patience = forgiving ? 1'000 : 10'000;
        auto const count = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), patience);
        if (count == 0 && forgiving) return seconds_since(start) - 1;
        if (count == 0)
            throw std::runtime_error("nothing comes any more: " + std::to_string(total) + " of " +
                                     std::to_string(expected));
        for (int i = 0; i < count; ++i) {
            auto const& event = ready[static_cast<std::size_t>(i)];
            auto& c = all[event.data.u64];
            if ((event.events & EPOLLIN) != 0) {
                auto const before = c.got;
                if (!receive(c, size, timed))
                    throw std::runtime_error("the room has dropped c" + std::to_string(event.data.u64));
                total += c.got - before;
            }
            if ((event.events & EPOLLOUT) != 0) {
                auto const part = std::string_view(c.outgoing).substr(c.sent, 65536);
                auto const sent = ::send(c.fd, part.data(), part.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
                if (sent > 0) c.sent += static_cast<std::size_t>(sent);
                if (c.sent == c.outgoing.size()) {
                    epoll_event quiet{};
                    quiet.events = EPOLLIN;
                    quiet.data.u64 = event.data.u64;
                    ::epoll_ctl(poll, EPOLL_CTL_MOD, c.fd, &quiet);
                }
            }
        }
    }
    ::close(poll);
    return seconds_since(start);
}

void flood(unsigned port, std::size_t clients, std::size_t senders, std::size_t lines, std::size_t size,
           int pid)
{
    auto all = join(port, clients, senders);
    for (std::size_t s = 0; s < senders; ++s)
        for (std::size_t n = 0; n < lines; ++n) all[s].outgoing += payload(s, n, size);
    auto const before = look_at(pid);
    auto const expected = senders * lines * (clients - 1);
    auto const seconds = drive(all, clients, size, expected, false);
    std::size_t got = 0;
    for (auto const& c : all) got += c.got;
    auto const deliveries = static_cast<double>(got);
    std::printf("%zu deliveries in %.3f s: %.2f M/s; %zu split, merged or out of order, %zu lost\n", got,
                seconds, deliveries / seconds / 1e6, broken, expected - got);
    print_process(before, look_at(pid), deliveries);
}

void slow(unsigned port, std::size_t lines, std::size_t size, int pid)
{
    constexpr std::size_t senders = 2;
    constexpr std::size_t readers = 7;  // 2 that also send, 5 that only read
    bool const with_slow = std::getenv("SLOW") == nullptr || std::string_view(std::getenv("SLOW")) != "0";
    auto all = join(port, readers + (with_slow ? 1 : 0), senders);
    for (std::size_t s = 0; s < senders; ++s)
        for (std::size_t n = 0; n < lines; ++n) all[s].outgoing += payload(s, n, size);
    auto const before = look_at(pid);
    auto const expected = senders * lines * (readers - 1);
    auto const seconds = drive(all, readers, size, expected, true);
    std::printf("%zu deliveries in %.3f s: %.2f M/s\n", expected, seconds,
                static_cast<double>(expected) / seconds / 1e6);
    print_delays(all);
    auto const after = look_at(pid);
    print_process(before, after, static_cast<double>(expected));
    std::printf("peak grew by %ld KiB\n", after.peak - before.peak);
    if (!with_slow) return;
    std::string tail;
    char block[65536];
    for (;;) {
        auto const got = ::recv(all.back().fd, block, sizeof block, 0);
        if (got <= 0) break;
        tail.append(block, static_cast<std::size_t>(got));
        if (tail.size() > 400) tail.erase(0, tail.size() - 400);
    }
    auto const begin = tail.size() < 2 ? 0 : tail.rfind('\n', tail.size() - 2) + 1;
    std::printf("the slow one's last line: %s", tail.c_str() + begin);
}

void idle(unsigned port, std::size_t clients, int pid)
{
    auto const before = look_at(pid);
    auto all = join(port, clients, 0);
    ::usleep(500'000);
    auto const after = look_at(pid);
    std::printf("%zu members: %.0f bytes each\n", clients,
                static_cast<double>(after.kib - before.kib) * 1024 / static_cast<double>(clients));
    std::vector<unsigned> delays;
    for (int i = 0; i < 100; ++i) {
        auto& c = all[all.size() / 2];
        char block[65536];
        while (::recv(c.fd, block, sizeof block, MSG_DONTWAIT) > 0) continue;
        auto const start = steady::now();
        send_all(c.fd, "/who\n");
        [[maybe_unused]] auto const got = ::recv(c.fd, block, sizeof block, 0);
        delays.push_back(static_cast<unsigned>(seconds_since(start) * 1e6));
    }
    std::sort(delays.begin(), delays.end());
    std::printf("an answer of the room: p50 %u us, p99 %u us\n", delays[50], delays[98]);
    auto const cpu = look_at(pid).cpu;
    ::sleep(2);
    std::printf("CPU in 2 s of silence: %.2f s\n", look_at(pid).cpu - cpu);
}

/// The answer of the room to one of them is waited for; the rest say their name and are silent.
void idle_tls(unsigned port, std::size_t clients, int pid)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    auto const before = look_at(pid);
    auto* const context = ::SSL_CTX_new(::TLS_client_method());
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    auto const start = steady::now();
    std::vector<SSL*> all(clients);
    for (std::size_t i = 0; i < clients; ++i) {
        all[i] = ::SSL_new(context);
        ::SSL_set_fd(all[i], call(port));
        if (::SSL_connect(all[i]) != 1) throw std::runtime_error("handshake");
        auto const nick = "/nick c" + std::to_string(i) + "\n";
        ::SSL_write(all[i], nick.data(), static_cast<int>(nick.size()));
    }
    std::printf("%.0f handshakes a second\n", static_cast<double>(clients) / seconds_since(start));
    char block[65536];
    auto const ask = [&](SSL* who) {
        ::SSL_write(who, "/who\n", 5);
        std::string seen;
        while (seen.find(" here: ") == seen.npos || seen.back() != '\n') {
            auto const got = ::SSL_read(who, block, sizeof block);
            if (got <= 0) throw std::runtime_error("the room has closed");
            seen.append(block, static_cast<std::size_t>(got));
        }
    };
    ask(all.back());
    ::usleep(500'000);
    auto const after = look_at(pid);
    std::printf("%zu members: %.0f bytes each\n", clients,
                static_cast<double>(after.kib - before.kib) * 1024 / static_cast<double>(clients));
    std::vector<unsigned> delays;
    for (int i = 0; i < 100; ++i) {
        auto const asked = steady::now();
        ask(all.back());
        delays.push_back(static_cast<unsigned>(seconds_since(asked) * 1e6));
    }
    std::sort(delays.begin(), delays.end());
    std::printf("an answer of the room: p50 %u us, p99 %u us\n", delays[50], delays[98]);
}

/// Two sockets, what one sends the other gets: the least that a room could do.
unsigned bare_relay()
{
    int const listening = ::socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening, 2) != 0)
        throw std::runtime_error("listen");
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    if (::fork() != 0) return ntohs(address.sin_port);
    int ends[2] = {::accept(listening, nullptr, nullptr), ::accept(listening, nullptr, nullptr)};
    int const one = 1;
    int const poll = ::epoll_create1(0);
    for (int i = 0; i < 2; ++i) {
        ::setsockopt(ends[i], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = static_cast<unsigned>(i);
        ::epoll_ctl(poll, EPOLL_CTL_ADD, ends[i], &event);
    }
    for (;;) {
        epoll_event ready[2];
        auto const count = ::epoll_wait(poll, ready, 2, -1);
        for (int i = 0; i < count; ++i) {
            char block[65536];
            auto const got = ::recv(ends[ready[i].data.u32], block, sizeof block, 0);
            if (got <= 0) ::_exit(0);
            ::send(ends[1 - ready[i].data.u32], block, static_cast<std::size_t>(got), MSG_NOSIGNAL);
        }
    }
}

void ping(unsigned port, std::size_t rounds)
{
    bool const bare = port == 0;
    int ends[2];
    if (bare) port = bare_relay();
    for (auto& end : ends) {
        end = call(port);
        char block[65536];
        if (bare) continue;
        send_all(end, std::string("/nick p") + (&end == ends ? "1" : "2") + "\n");
        ::usleep(100'000);
        while (::recv(end, block, sizeof block, MSG_DONTWAIT) > 0) continue;
    }
    char block[65536];
    ::usleep(200'000);
    for (auto const end : ends)
        while (::recv(end, block, sizeof block, MSG_DONTWAIT) > 0) continue;
    auto const line = std::string(76, 'x') + '\n';
    std::vector<double> delays;
    for (std::size_t i = 0; i < rounds; ++i) {
        auto const start = steady::now();
        send_all(ends[i % 2], line);
        std::size_t size = 0;
        do {
            auto const got = ::recv(ends[1 - i % 2], block + size, sizeof block - size, 0);
            if (got <= 0) throw std::runtime_error("closed");
            size += static_cast<std::size_t>(got);
        } while (block[size - 1] != '\n');
        delays.push_back(seconds_since(start) * 1e6);
    }
    std::sort(delays.begin(), delays.end());
    std::printf("%s one way: p50 %.0f us, p99 %.0f us\n", bare ? "bare epoll relay" : "room",
                delays[rounds / 2], delays[rounds * 99 / 100]);
}

std::size_t number(char** words, int count, int which, std::size_t otherwise)
{
    return which < count ? std::stoul(words[which]) : otherwise;
}

}  // namespace

int main(int count, char** words)
try {
    std::string_view const mode = count > 1 ? words[1] : "";
    auto const port = static_cast<unsigned>(number(words, count, 2, 0));
    if (mode == "flood")
        flood(port, number(words, count, 3, 100), number(words, count, 4, 10), number(words, count, 5, 1000),
              number(words, count, 6, 77), static_cast<int>(number(words, count, 7, 0)));
    else if (mode == "ncat") {
        forgiving = true;
        flood(port, number(words, count, 3, 100), number(words, count, 4, 10), number(words, count, 5, 1000),
              number(words, count, 6, 77), static_cast<int>(number(words, count, 7, 0)));
    } else if (mode == "idle")
        idle(port, number(words, count, 3, 9900), static_cast<int>(number(words, count, 4, 0)));
    else if (mode == "tls")
        idle_tls(port, number(words, count, 3, 9900), static_cast<int>(number(words, count, 4, 0)));
    else if (mode == "ping")
        ping(port, number(words, count, 3, 20'000));
    else if (mode == "slow")
        slow(port, number(words, count, 3, 100'000), number(words, count, 4, 200),
             static_cast<int>(number(words, count, 5, 0)));
    else
        throw std::runtime_error("flood, ncat, idle, tls, ping or slow; see the head of room_load.cpp");

} catch (std::exception const& problem) {
    std::fprintf(stderr, "room_load: %s\n", problem.what());
    return 1;
}

// Load for a room through WebSockets: many members in one epoll loop, every line checked.
//
//   web_load flood PORT MEMBERS LINES SIZE [PID]  one sender flat out, a message a line; deliveries a second
//   web_load idle PORT MEMBERS PID                memory of the server for each member that is silent
// NAMES=0 in the environment: for web_baseline, which knows no names.
//
// The server: web_baseline PORT, or
//   netbasics serve --room --web PORT --history 0 --rate 0 --max-clients 0 --max-per-address 0 PLAIN

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using steady = std::chrono::steady_clock;

double seconds_since(steady::time_point start)
{
    return std::chrono::duration<double>(steady::now() - start).count();
}

bool knows_names()
{
    auto const* const said = std::getenv("NAMES");
    return said == nullptr || std::string_view(said) != "0";
}

void send_all(int fd, std::string_view text)
{
    while (!text.empty()) {
        auto const sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0) throw std::runtime_error(std::string("send: ") + std::strerror(errno));
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// A text message of at most 64 KiB, masked with a key of zeros.
std::string frame(std::string_view text)
{
    std::string made(1, static_cast<char>(0x81));
    if (text.size() < 126) {
        made.push_back(static_cast<char>(0x80 | text.size()));
    } else {
        made.push_back(static_cast<char>(0x80 | 126));
        made.push_back(static_cast<char>(text.size() >> 8));
        made.push_back(static_cast<char>(text.size() & 0xff));
    }
    return made.append(4, '\0').append(text);
}

int call(unsigned port)
{
    int const fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
    int const one = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    auto const host = "127.0.0.1:" + std::to_string(port);
    send_all(fd, "GET /room HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    return fd;
}

struct process {
    double cpu = 0;  ///< seconds
    long kib = 0;    ///< resident
};

process look_at(int pid)
{
    process p;
    if (pid == 0) return p;
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(stat, text);
    long user = 0;
    long system = 0;
    std::sscanf(text.c_str() + text.rfind(')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
                &user, &system);
    p.cpu = static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) p.kib = std::atol(line.c_str() + 6);
    return p;
}

/// A member's end: takes frames apart and counts the lines that are the sender's next.
struct client {
    int fd = -1;
    std::string bytes;
    bool greeted = false;  ///< the answer to the upgrade has come
    bool answered = false;
    std::size_t next = 0;
};

void check(client& c, std::string_view line, std::size_t size)
{
    if (line.starts_with("* ")) {
        c.answered = c.answered || line.find(" here: ") != line.npos;
        return;
    }
    auto const body = line.starts_with("c0: ") ? line.substr(4) : line;
    if (std::strtoul(body.data(), nullptr, 10) != c.next || body.size() + 1 != size)
        throw std::runtime_error("not what was to come: '" + std::string(line.substr(0, 200)) + "'");
    ++c.next;
}

void take_lines(client& c, std::string_view text, std::size_t size)
{
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        check(c, line, size);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
}

/// The whole frames of what has come.
void take_frames(client& c, std::size_t size)
{
    std::string_view rest = c.bytes;
    if (!c.greeted) {
        auto const end = rest.find("\r\n\r\n");
        if (end == rest.npos) return;
        if (!rest.starts_with("HTTP/1.1 101 ")) throw std::runtime_error(c.bytes.substr(0, 200));
        c.greeted = true;
        rest.remove_prefix(end + 4);
    }
    auto const byte = [&](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(rest[i]));
    };
    while (rest.size() >= 2) {
        std::size_t head = 2;
        std::size_t length = byte(1) & 0x7f;
        std::size_t const more = length == 127 ? 8 : length == 126 ? 2 : 0;
        if (rest.size() < head + more) break;
        if (more > 0) length = 0;
        for (std::size_t i = 0; i < more; ++i) length = length << 8 | byte(head + i);
        head += more;
        if (rest.size() < head + length) break;
        auto const kind = byte(0) & 0xf;
        if (kind == 8) throw std::runtime_error("the room has closed");
        if (kind <= 1) take_lines(c, rest.substr(head, length), size);
        rest.remove_prefix(head + length);
    }
    c.bytes.erase(0, c.bytes.size() - rest.size());
}

void receive(client& c, std::size_t size, int flags)
{
    static char block[262'144];
    auto const got = ::recv(c.fd, block, sizeof block, flags);
    if (got == 0) throw std::runtime_error("the room has closed");
    if (got < 0) return;
    c.bytes.append(block, static_cast<std::size_t>(got));
    take_frames(c, size);
}

std::vector<client> join(unsigned port, std::size_t count)
{
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    auto const start = steady::now();
    std::vector<client> all(count);
    for (auto& c : all) c.fd = call(port);
    for (std::size_t i = 0; i < count; ++i) {
        while (!all[i].greeted) receive(all[i], 0, 0);
        if (knows_names()) send_all(all[i].fd, frame("/nick c" + std::to_string(i) + "\n/who\n"));
    }
    for (auto& c : all)
        while (knows_names() && !c.answered) receive(c, 0, 0);
    std::printf("%zu joined in %.3f s\n", count, seconds_since(start));
    return all;
}

void flood(unsigned port, std::size_t members, std::size_t lines, std::size_t size, int pid)
{
    auto all = join(port, members);
    std::string outgoing;
    for (std::size_t n = 0; n < lines; ++n) {
        auto line = std::to_string(n) + ' ';
        line.append(size - 1 - line.size(), 'x').push_back('\n');
        outgoing += frame(line);
    }
    int const poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < members; ++i) {
        epoll_event event{};
        event.events = i == 0 ? EPOLLIN | EPOLLOUT : EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, all[i].fd, &event);
    }
    auto const before = look_at(pid);
    auto const start = steady::now();
    auto const hearing = members - (knows_names() ? 1 : 0);  // without names he hears himself
    std::size_t got = 0;
    std::size_t sent = 0;
    std::vector<epoll_event> ready(1024);
    while (got < lines * hearing) {
        auto const count = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 10'000);
        if (count <= 0) throw std::runtime_error("nothing comes any more: " + std::to_string(got));
        for (int i = 0; i < count; ++i) {
            auto& c = all[ready[static_cast<std::size_t>(i)].data.u64];
            if ((ready[static_cast<std::size_t>(i)].events & EPOLLIN) != 0) {
                auto const had = c.next;
                receive(c, size, MSG_DONTWAIT);
                got += c.next - had;
            }
            if ((ready[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0) {
                auto const part = std::string_view(outgoing).substr(sent, 65'536);
                auto const went = ::send(c.fd, part.data(), part.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
                if (went > 0) sent += static_cast<std::size_t>(went);
                if (sent == outgoing.size()) {
                    epoll_event quiet{};
                    quiet.events = EPOLLIN;
                    ::epoll_ctl(poll, EPOLL_CTL_MOD, c.fd, &quiet);
                }
            }
        }
    }
    auto const seconds = seconds_since(start);
    auto const after = look_at(pid);
    std::printf("%zu deliveries in %.3f s: %.3f M/s; server %.2f CPU-s, %ld KiB resident\n", got, seconds,
                static_cast<double>(got) / seconds / 1e6, after.cpu - before.cpu, after.kib);
}

void idle(unsigned port, std::size_t members, int pid)
{
    auto const before = look_at(pid);
    auto const all = join(port, members);
    ::sleep(1);
    auto const after = look_at(pid);
    std::printf("%zu members: %.0f bytes each\n", all.size(),
                static_cast<double>(after.kib - before.kib) * 1024 / static_cast<double>(members));
}

std::size_t number(char** words, int count, int which, std::size_t otherwise)
{
    return which < count ? std::stoul(words[which]) : otherwise;
}

}  // namespace

int main(int count, char** words)
try {
    std::string_view const mode = count > 1 ? words[1] : "";
    auto const port = static_cast<unsigned>(number(words, count, 2, 8080));
    auto const members = number(words, count, 3, 1000);
    if (mode == "flood")
        flood(port, members, number(words, count, 4, 10'000), number(words, count, 5, 77),
              static_cast<int>(number(words, count, 6, 0)));
    else if (mode == "idle")
        idle(port, members, static_cast<int>(number(words, count, 4, 0)));
    else
        throw std::runtime_error("flood or idle; see the head of web_load.cpp");

} catch (std::exception const& problem) {
    std::fprintf(stderr, "web_load: %s\n", problem.what());
    return 1;
}

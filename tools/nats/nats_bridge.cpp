// netbasics-nats: carries a room's events between `netbasics serve` and a NATS server, over libnats.
//
//   netbasics-nats URL ROOM SERVER FROM [CREDENTIALS [CA]]
//
// Standard input and output are lines of JSON. From the server of the room:
//   {"publish":N,"event":{…}}   to all others; N counts from 1
//   {"roster":[…]}              who is here
// To it:
//   {"up":true|false,"why":"…"}                          the engine can be reached, or not
//   {"ack":N}                                            kept by the engine
//   {"at":SEQ,"server":"…","n":N,"event":{…}}            in the order of the stream, its own too
//   {"server":"…","roster":[…]}
// A stream of JetStream keeps the events; who was cut off goes on behind the last one that he has.
// FROM: `-N`, the last N events come first; `N`, those behind the one with this SEQ.

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <mutex>
#include <nats/nats.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <thread>

namespace {

namespace json = boost::json;

constexpr std::int64_t patience = 2'000;        ///< milliseconds for an answer of the engine
constexpr std::int64_t second = 1'000'000'000;  ///< nanoseconds
constexpr std::int64_t most_kept = 100'000;     ///< events in the stream
constexpr std::size_t longest_line = std::size_t{1} << 20;

void must(natsStatus status, char const* what)
{
    if (status != NATS_OK) throw std::runtime_error(std::string(what) + ": " + natsStatus_GetText(status));
}

/// Letters and digits stand for themselves: a subject has no dots or blanks of a room's name in it.
std::string escaped(std::string const& room)
{
    std::string text;
    for (unsigned char const c : room) {
        char hex[4];
        std::snprintf(hex, sizeof hex, "_%02x", c);
        text += std::isalnum(c) != 0 && c < 128 ? std::string(1, static_cast<char>(c)) : std::string(hex);
    }
    return text.empty() ? "_" : text;
}

void tell(json::object const& what)
{
    static std::mutex one_at_a_time;
    std::lock_guard const lock(one_at_a_time);
    std::cout << json::serialize(what) << '\n' << std::flush;
    if (!std::cout) std::_Exit(0);  // the room has gone
}

/// A room's events at the engine.
class bridge {
public:
    bridge(std::string const& url, std::string const& room, std::string server, std::int64_t from,
           char const* credentials, char const* ca)
        : server_(std::move(server)), stream_("netbasics_" + escaped(room)),
          events_("netbasics.room." + escaped(room)), rosters_("netbasics.roster." + escaped(room)),
          from_(from)
    {
        natsOptions* options = nullptr;
        must(natsOptions_Create(&options), "options");
        must(natsOptions_SetURL(options, url.c_str()), "URL");
        natsOptions_SetMaxReconnect(options, -1);
        natsOptions_SetReconnectWait(options, 250);
        natsOptions_SetReconnectJitter(options, 250, 250);
        natsOptions_SetPingInterval(options, 2'000);
        natsOptions_SetMaxPingsOut(options, 2);
        natsOptions_SetTimeout(options, patience);
        natsOptions_SetDisconnectedCB(
            options, [](natsConnection*, void* me) { static_cast<bridge*>(me)->set_up(false); }, this);
        if (credentials != nullptr && *credentials != '\0')
            must(natsOptions_SetUserCredentialsFromFiles(options, credentials, nullptr), "credentials");
        if (ca != nullptr && *ca != '\0') must(natsOptions_LoadCATrustedCertificates(options, ca), "CA");
        for (auto done = NATS_ERR; done != NATS_OK;) {
            done = natsConnection_Connect(&connection_, options);
            if (done == NATS_OK) break;
            set_up(false, natsStatus_GetText(done));
            nats_Sleep(500);
        }
        natsOptions_Destroy(options);
        must(natsConnection_JetStream(&jetstream_, connection_, nullptr), "JetStream");
        natsSubscription* unused = nullptr;
        must(natsConnection_Subscribe(&unused, connection_, rosters_.c_str(), take_roster, this),
             "subscribe");
    }

    /// Carries what is said elsewhere, for ever.
    void listen()
    {
        auto last = from_ > 0 ? static_cast<std::uint64_t>(from_) : 0;
        bool is_first = from_ <= 0;
        for (;;) {
            std::uint64_t end = 0;
            if (!find_stream(end)) {
                nats_Sleep(250);
                continue;
            }
            auto const most = static_cast<std::uint64_t>(-std::min<std::int64_t>(from_, 0));
            if (is_first) last = end > most ? end - most : 0;
            is_first = false;
            if (last > end) last = 0;  // another stream than before
            hear_from(last);
        }
    }

    /// Publishes in order; each until the engine has it.
    void publish(std::uint64_t n, json::object const& event)
    {
        auto const payload = json::serialize(json::object{{"server", server_}, {"n", n}, {"event", event}});
        auto const id = server_ + '-' + std::to_string(n);
        for (;;) {
            jsPubOptions options;
            jsPubOptions_Init(&options);
            options.MsgId = id.c_str();  // the engine drops what it has already
            options.MaxWait = patience;
            jsErrCode reason{};
            auto const done = js_Publish(nullptr, jetstream_, events_.c_str(), payload.data(),
                                         static_cast<int>(payload.size()), &options, &reason);
            if (done == NATS_OK) break;
            if (reason != 0) set_up(false, why(done, reason));
            nats_Sleep(100);
        }
        tell({{"ack", n}});
    }

    void publish_roster(json::value const& names)
    {
        auto const payload = json::serialize(json::object{{"server", server_}, {"roster", names}});
        natsConnection_Publish(connection_, rosters_.c_str(), payload.data(),
                               static_cast<int>(payload.size()));
    }

private:
    void set_up(bool up, std::string const& why = {})
    {
        if (up_.exchange(up ? 1 : 0) == (up ? 1 : 0)) return;
        tell({{"up", up}, {"why", why}});
    }

    static std::string why(natsStatus status, jsErrCode reason)
    {
        std::string text = natsStatus_GetText(status);
        if (reason == JSNotEnabledErr || reason == JSNotEnabledForAccountErr)
            text = "JetStream is not enabled there (nats-server -js)";
        else if (reason != 0)
            text += ", JetStream error " + std::to_string(reason);
        return text;
    }

    static void take_roster(natsConnection*, natsSubscription*, natsMsg* what, void* me)
    {
        json::error_code problem;
        std::string const text(natsMsg_GetData(what), static_cast<std::size_t>(natsMsg_GetDataLength(what)));
        auto const value = json::parse(text, problem);
        auto const* const object = problem ? nullptr : value.if_object();
        auto const* const from = object != nullptr ? object->if_contains("server") : nullptr;
        if (from != nullptr && from->is_string() && from->get_string() != static_cast<bridge*>(me)->server_)
            tell(*object);
        natsMsg_Destroy(what);
    }

    /// Makes the stream where it is missing. False: the engine does not answer.
    bool find_stream(std::uint64_t& end)
    {
        jsStreamInfo* info = nullptr;
        jsErrCode reason{};
        auto found = js_GetStreamInfo(&info, jetstream_, stream_.c_str(), nullptr, &reason);
        if (found == NATS_NOT_FOUND) {
            jsStreamConfig wanted;
            jsStreamConfig_Init(&wanted);
            char const* subjects[] = {events_.c_str()};
            wanted.Name = stream_.c_str();
            wanted.Subjects = subjects;
            wanted.SubjectsLen = 1;
            wanted.MaxMsgs = most_kept;
            wanted.Duplicates = 3'600 * second;
            found = js_AddStream(&info, jetstream_, &wanted, nullptr, &reason);
        }
        if (found == NATS_NO_RESPONDERS) reason = JSNotEnabledErr;
        if (found != NATS_OK) {
            set_up(false, why(found, reason));
            return false;
        }
        set_up(true);
        end = info->State.LastSeq;
        jsStreamInfo_Destroy(info);
        return true;
    }

    /// What stands behind `last`, which moves on; until something is missing or the engine is silent though
    /// there is more.
    void hear_from(std::uint64_t& last)
    {
        jsSubOptions options;
        jsSubOptions_Init(&options);
        options.Stream = stream_.c_str();
        options.Config.DeliverPolicy = js_DeliverByStartSequence;
        options.Config.OptStartSeq = last + 1;
        options.Config.AckPolicy = js_AckNone;
        options.Config.ReplayPolicy = js_ReplayInstant;
        natsSubscription* sub = nullptr;
        if (js_SubscribeSync(&sub, jetstream_, events_.c_str(), nullptr, &options, nullptr) != NATS_OK) {
            nats_Sleep(100);
            return;
        }
        natsSubscription_SetPendingLimits(sub, -1, -1);
        std::uint64_t delivered = 0;
        for (bool whole = true; whole;) {
            natsMsg* what = nullptr;
            auto const got = natsSubscription_NextMsg(&what, sub, 500);
            if (got == NATS_OK) {
                whole = hand_on(what, delivered, last);
                natsMsg_Destroy(what);
                continue;
            }
            std::uint64_t end = last;
            whole = got == NATS_TIMEOUT && up_ == 1 && find_stream(end) && end <= last;
        }
        natsSubscription_Unsubscribe(sub);
        natsSubscription_Destroy(sub);
    }

    /// False: one before it did not arrive.
    static bool hand_on(natsMsg* what, std::uint64_t& delivered, std::uint64_t& last)
    {
        jsMsgMetaData* about = nullptr;
        if (natsMsg_GetMetaData(&about, what) != NATS_OK) return true;  // no event
        auto const place = about->Sequence;
        jsMsgMetaData_Destroy(about);
        if (place.Consumer != delivered + 1) return false;
        delivered = place.Consumer;
        if (place.Stream <= last) return true;
        last = place.Stream;
        json::error_code problem;
        std::string const text(natsMsg_GetData(what), static_cast<std::size_t>(natsMsg_GetDataLength(what)));
        auto value = json::parse(text, problem);
        if (problem || !value.is_object()) return true;
        value.get_object()["at"] = place.Stream;
        tell(value.get_object());
        return true;
    }

    std::string server_;
    std::string stream_;
    std::string events_;
    std::string rosters_;
    std::int64_t from_;
    std::atomic<int> up_ = -1;  ///< -1: nothing has been told yet
    natsConnection* connection_ = nullptr;
    jsCtx* jetstream_ = nullptr;
};

/// Lines that wait for the engine. Their number is bounded by the room, which waits for acks.
class outbox {
public:
    void put(json::object line)
    {
        std::lock_guard const lock(mutex_);
        lines_.push_back(std::move(line));
        more_.notify_one();
    }

    json::object take()
    {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [&] { return !lines_.empty(); });
        auto line = std::move(lines_.front());
        lines_.pop_front();
        return line;
    }

private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<json::object> lines_;
};

}  // namespace

int main(int count, char** words)
try {
    if (count < 5) throw std::runtime_error("netbasics serve --nats starts this program");
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // nobody reads what it says when the room has died
    bridge engine(words[1], words[2], words[3], std::strtoll(words[4], nullptr, 10),
                  count > 5 ? words[5] : nullptr, count > 6 ? words[6] : nullptr);
    outbox waiting;
    std::thread([&] { engine.listen(); }).detach();
    std::thread([&] {
        for (;;) {
            auto const line = waiting.take();
            engine.publish(line.at("publish").to_number<std::uint64_t>(), line.at("event").as_object());
        }
    }).detach();
    for (std::string line; std::getline(std::cin, line);) {
        json::error_code problem;
        auto value = json::parse(line, problem);
        if (problem || !value.is_object() || line.size() > longest_line) continue;
        if (auto const* names = value.get_object().if_contains("roster"))
            engine.publish_roster(*names);
        else if (value.get_object().contains("publish"))
            waiting.put(std::move(value.get_object()));
    }
    std::_Exit(0);  // the room has gone; what it said is kept there until it comes again

} catch (std::exception const& problem) {
    tell({{"up", false}, {"why", problem.what()}});
    return 1;
}

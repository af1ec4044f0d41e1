// netbasics-nats: carries a room's events between `netbasics serve` and a NATS server, over libnats.
// Standard input and output are lines of netbasics/journal/engine_protocol.hpp.
//
// Publishing is asynchronous: what the room sends goes out at once and is kept here until the stream brings
// it back. After a break all of it is sent again, in order; the stream drops what it has (Nats-Msg-Id).

#include "netbasics/journal/engine_protocol.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <mutex>
#include <nats/nats.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <thread>

namespace {

namespace json = boost::json;
using namespace netbasics::journal;
using steady = std::chrono::steady_clock;

constexpr std::int64_t patience = 5'000;        ///< milliseconds for an answer of the engine
constexpr std::int64_t second = 1'000'000'000;  ///< nanoseconds
constexpr auto send_again = std::chrono::seconds(5);
constexpr int most_pending = 100'000;  ///< events that libnats holds; what is too much is asked for again

void must(natsStatus status, std::string const& what)
{
    if (status != NATS_OK) throw std::runtime_error(what + ": " + natsStatus_GetText(status));
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

/// One line to the room.
void tell(engine_line const& what, bool flush = true)
{
    static std::mutex one_at_a_time;
    std::lock_guard const lock(one_at_a_time);
    std::cout << to_line(what);
    if (flush) std::cout.flush();
    if (!std::cout) std::_Exit(0);  // the room has gone
}

/// In one line: a reason comes from the engine.
std::string one_line(std::string text)
{
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return text;
}

std::string_view data_of(natsMsg* what)
{
    return {natsMsg_GetData(what), static_cast<std::size_t>(natsMsg_GetDataLength(what))};
}

/// A room's events at the engine.
class bridge {
public:
    explicit bridge(engine_opening how)
        : how_(std::move(how)), stream_("netbasics_" + escaped(how_.room)),
          events_("netbasics.room." + escaped(how_.room)), rosters_("netbasics.roster." + escaped(how_.room)),
          acks_("_INBOX.netbasics." + how_.server)
    {
        connect();
        must(natsConnection_JetStream(&jetstream_, connection_, nullptr), "JetStream");
        natsSubscription* unused = nullptr;
        must(natsConnection_Subscribe(&unused, connection_, rosters_.c_str(), take_roster, this),
             "subscribe");
        must(natsConnection_Subscribe(&unused, connection_, (acks_ + ".*").c_str(), take_ack, this),
             "subscribe");
    }

    /// Brings what the stream has, for ever.
    void listen()
    {
        auto last = how_.behind;
        bool is_first = last == 0;
        for (;;) {
            std::uint64_t end = 0;
            if (!find_stream(end)) {
                nats_Sleep(250);
                continue;
            }
            if (is_first) last = end > how_.history ? end - how_.history : 0;
            is_first = false;
            if (last > end) last = 0;  // another stream than before
            hear_from(last);
        }
    }

    /// What waits too long for the stream is sent again, in order.
    void watch()
    {
        for (;;) {
            nats_Sleep(100);
            std::lock_guard const lock(mutex_);
            if (unseen_.empty() || !is_connected()) continue;
            if (!again_ && steady::now() - sent_ < send_again) continue;
            again_ = false;
            sent_ = steady::now();
            auto const all = unseen_;
            for (auto const& one : all) send(one);
        }
    }

    void publish(std::uint64_t n, std::string_view event)
    {
        std::string payload =
            "{\"server\":\"" + how_.server + "\",\"n\":" + std::to_string(n) + ",\"event\":";
        payload.append(event).push_back('}');
        std::lock_guard const lock(mutex_);
        if (unseen_.empty()) sent_ = steady::now();
        unseen_.push_back({n, std::move(payload)});
        if (is_connected() && !again_) send(unseen_.back());
    }

    void publish_roster(std::string_view names)
    {
        auto const payload = "{\"server\":\"" + how_.server + "\",\"roster\":" + std::string(names) + '}';
        natsConnection_Publish(connection_, rosters_.c_str(), payload.data(),
                               static_cast<int>(payload.size()));
    }

private:
    struct unseen {
        std::uint64_t n;
        std::string payload;
    };

    void connect()
    {
        natsOptions* options = nullptr;
        must(natsOptions_Create(&options), "options");
        std::vector<std::string> urls;
        for (std::string_view rest = how_.urls; !rest.empty();) {
            urls.emplace_back(rest.substr(0, rest.find(',')));
            rest.remove_prefix(std::min(rest.size(), urls.back().size() + 1));
        }
        std::vector<char const*> pointers;
        bool secure = false;
        for (auto const& url : urls) {
            pointers.push_back(url.c_str());
            secure = secure || url.starts_with("tls://");
        }
        must(natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size())), "URL");
        // Checked before anything that is secret is sent.
        if (secure) must(natsOptions_SetSecure(options, true), "TLS");
        natsOptions_SetMaxReconnect(options, -1);
        natsOptions_SetReconnectWait(options, 250);
        natsOptions_SetReconnectJitter(options, 250, 250);
        natsOptions_SetPingInterval(options, 2'000);
        natsOptions_SetMaxPingsOut(options, 3);
        natsOptions_SetTimeout(options, patience);
        natsOptions_SetMaxPendingMsgs(options, most_pending);
        natsOptions_SetDisconnectedCB(
            options, [](natsConnection*, void* me) { static_cast<bridge*>(me)->set_up(false); }, this);
        natsOptions_SetReconnectedCB(
            options, [](natsConnection*, void* me) { static_cast<bridge*>(me)->again_ = true; }, this);
        natsOptions_SetErrorHandler(options, take_error, this);
        read_credentials(options);
        if (!how_.authorities.empty())
            must(natsOptions_LoadCATrustedCertificates(options, how_.authorities.c_str()), how_.authorities);
        for (auto done = NATS_ERR; done != NATS_OK;) {
            done = natsConnection_Connect(&connection_, options);
            if (done == NATS_OK) break;
            set_up(false, natsStatus_GetText(done));
            nats_Sleep(500);
        }
        natsOptions_Destroy(options);
    }

    /// A file of nsc's, or one with `user:password` in its first line.
    void read_credentials(natsOptions* options)
    {
        if (how_.credentials.empty()) return;
        std::ifstream in(how_.credentials);
        std::string line;
        std::getline(in, line);
        if (auto const colon = line.find(':'); !line.starts_with("-----") && colon != line.npos)
            must(natsOptions_SetUserInfo(options, line.substr(0, colon).c_str(),
                                         line.substr(colon + 1).c_str()),
                 how_.credentials);
        else
            must(natsOptions_SetUserCredentialsFromFiles(options, how_.credentials.c_str(), nullptr),
                 how_.credentials);
    }

    bool is_connected() const { return natsConnection_Status(connection_) == NATS_CONN_STATUS_CONNECTED; }

    void set_up(bool up, std::string const& why = {})
    {
        if (up_.exchange(up ? 1 : 0) == (up ? 1 : 0)) return;
        tell({up ? 'U' : 'D', 0, one_line(why)});
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

    // --- what this server says; under the lock

    void send(unseen const& what)
    {
        natsMsg* made = nullptr;
        auto const id = how_.server + '-' + std::to_string(what.n);
        auto const reply = acks_ + '.' + std::to_string(what.n);
        auto done = natsMsg_Create(&made, events_.c_str(), reply.c_str(), what.payload.data(),
                                   static_cast<int>(what.payload.size()));
        if (done == NATS_OK) done = natsMsgHeader_Set(made, "Nats-Msg-Id", id.c_str());
        if (done == NATS_OK) done = natsConnection_PublishMsg(connection_, made);
        natsMsg_Destroy(made);
        if (done == NATS_MAX_PAYLOAD || done == NATS_INVALID_ARG) refuse(what.n, natsStatus_GetText(done));
    }

    void refuse(std::uint64_t n, std::string const& why)
    {
        if (forget(n)) tell({'F', n, one_line(why)});
    }

    bool forget(std::uint64_t n)
    {
        for (auto one = unseen_.begin(); one != unseen_.end() && one->n <= n; ++one) {
            if (one->n != n) continue;
            unseen_.erase(one);
            return true;
        }
        return false;
    }

    // --- what the engine answers; in libnats' threads

    /// An event is kept until the stream brings it; only a refusal means anything here.
    static void take_ack(natsConnection*, natsSubscription*, natsMsg* what, void* closure)
    {
        auto& me = *static_cast<bridge*>(closure);
        std::string_view const subject = natsMsg_GetSubject(what);
        auto const text = data_of(what);
        bool const nobody = natsMsg_IsNoResponders(what);
        if (!nobody && text.find("\"error\"") != text.npos) me.take_refusal(subject, text);
        natsMsg_Destroy(what);
    }

    void take_refusal(std::string_view subject, std::string_view text)
    {
        json::error_code problem;
        auto const value = json::parse(text, problem);
        auto const* const error =
            problem || !value.is_object() ? nullptr : value.get_object().if_contains("error");
        if (error == nullptr || !error->is_object()) return;
        auto const& about = error->get_object();
        auto const* const code = about.if_contains("code");
        auto const* const description = about.if_contains("description");
        // 503 passes: no leader, no resources for now. It is sent again.
        if (code == nullptr || (code->is_int64() && code->get_int64() == 503)) return;
        std::uint64_t n = 0;
        auto const digits = subject.substr(subject.rfind('.') + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), n);
        std::lock_guard const lock(mutex_);
        refuse(n, description != nullptr && description->is_string() ? std::string(description->get_string())
                                                                     : std::string("refused"));
    }

    /// Without the right to publish nothing of what waits will ever be kept.
    static void take_error(natsConnection* where, natsSubscription*, natsStatus why, void* closure)
    {
        auto& me = *static_cast<bridge*>(closure);
        if (why != NATS_NOT_PERMITTED) return;
        char const* text = nullptr;
        natsConnection_GetLastError(where, &text);
        std::string const reason = text != nullptr ? text : natsStatus_GetText(why);
        if (reason.find(me.events_) == reason.npos) return;
        std::lock_guard const lock(me.mutex_);
        for (auto const& one : std::exchange(me.unseen_, {})) tell({'F', one.n, one_line(reason)});
    }

    static void take_roster(natsConnection*, natsSubscription*, natsMsg* what, void*)
    {
        auto const text = data_of(what);
        if (text.find('\n') == text.npos) tell({'R', 0, text});
        natsMsg_Destroy(what);
    }

    // --- what the stream brings

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
            wanted.MaxMsgs = static_cast<std::int64_t>(how_.keep);
            wanted.Replicas = static_cast<std::int64_t>(how_.replicas);
            wanted.Duplicates = 3'600 * second;
            found = js_AddStream(&info, jetstream_, &wanted, nullptr, &reason);
        }
        if (found == NATS_NO_RESPONDERS) reason = JSNotEnabledErr;
        if (found != NATS_OK) {
            set_up(false, why(found, reason));
            return false;
        }
        auto const created = info->Created;
        end = info->State.LastSeq;
        jsStreamInfo_Destroy(info);
        if (created_.exchange(created) != created) up_ = -1;
        set_up(true, std::to_string(created));
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
        std::uint64_t delivered = 0;
        for (bool whole = true; whole;) {
            natsMsg* what = nullptr;
            auto got = natsSubscription_NextMsg(&what, sub, 0);
            if (got == NATS_TIMEOUT) {
                std::cout.flush();  // there is no more for now
                got = natsSubscription_NextMsg(&what, sub, 500);
            }
            if (got == NATS_OK) {
                whole = hand_on(what, delivered, last);
                natsMsg_Destroy(what);
                continue;
            }
            std::uint64_t end = last;
            whole = got == NATS_TIMEOUT && up_ == 1 && find_stream(end) && end == last;
        }
        natsSubscription_Unsubscribe(sub);
        natsSubscription_Destroy(sub);
    }

    /// False: one before it did not arrive.
    bool hand_on(natsMsg* what, std::uint64_t& delivered, std::uint64_t& last)
    {
        jsMsgMetaData* about = nullptr;
        if (natsMsg_GetMetaData(&about, what) != NATS_OK) return true;  // no event
        auto const place = about->Sequence;
        jsMsgMetaData_Destroy(about);
        if (place.Consumer != delivered + 1) return false;
        delivered = place.Consumer;
        if (place.Stream <= last) return true;
        last = place.Stream;
        auto const text = data_of(what);
        if (text.find('\n') != text.npos) return true;
        see_own(text);
        tell({'E', place.Stream, text}, false);
        return true;
    }

    void see_own(std::string_view payload)
    {
        auto const own = "{\"server\":\"" + how_.server + "\",\"n\":";
        if (!payload.starts_with(own)) return;
        std::uint64_t n = 0;
        std::from_chars(payload.data() + own.size(), payload.data() + payload.size(), n);
        std::lock_guard const lock(mutex_);
        forget(n);
        sent_ = steady::now();  // it moves
    }

    engine_opening how_;
    std::string stream_;
    std::string events_;
    std::string rosters_;
    std::string acks_;
    std::atomic<int> up_ = -1;  ///< -1: nothing has been told yet
    std::atomic<std::int64_t> created_ = 0;
    natsConnection* connection_ = nullptr;
    jsCtx* jetstream_ = nullptr;
    std::mutex mutex_;
    std::deque<unseen> unseen_;  ///< sent, and not come back; oldest first
    steady::time_point sent_{};
    std::atomic<bool> again_ = false;  ///< all of it has to be sent again
};

engine_opening read_opening()
{
    std::string line;
    std::getline(std::cin, line);
    auto const first = engine_line_from(line);
    auto const how = first && first->kind == 'O' ? engine_opening_from_json(first->text) : std::nullopt;
    if (!how) throw std::runtime_error("netbasics serve --nats starts this program");
    return *how;
}

}  // namespace

int main()
try {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // nobody reads what it says when the room has died
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    bridge engine(read_opening());
    std::thread([&] { engine.listen(); }).detach();
    std::thread([&] { engine.watch(); }).detach();
    for (std::string line; std::getline(std::cin, line);) {
        auto const what = engine_line_from(line);
        if (what && what->kind == 'P') engine.publish(what->number, what->text);
        if (what && what->kind == 'R') engine.publish_roster(what->text);
    }
    std::_Exit(0);  // the room has gone

} catch (std::exception const& problem) {
    tell({'D', 0, problem.what()});
    return 1;
}

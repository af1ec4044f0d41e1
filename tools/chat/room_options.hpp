#ifndef NETBASICS_TOOLS_CHAT_ROOM_OPTIONS_HPP
#define NETBASICS_TOOLS_CHAT_ROOM_OPTIONS_HPP

#include "arguments.hpp"

#include "netbasics/journal/file_journal.hpp"
#include "netbasics/server/limits.hpp"
#include "netbasics/text/translate.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace netbasics::tools {

/// What `serve --room` was told.
struct room_options {
    server::room_limits limits{};
    std::string room{};
    std::string name{};    ///< the operator's
    std::string record{};  ///< path; empty: none
    journal::sync_policy sync = journal::sync_policy::batch;
    std::uint64_t record_size = 0;  ///< bytes; then a new file is begun; 0: never
    std::string nats{};             ///< URLs, with commas; empty: this machine alone
    std::uint64_t nats_replicas = 1;
    std::uint64_t nats_keep = 100'000;   ///< events in the stream
    std::string nats_credentials{};      ///< path
    std::string nats_authorities{};      ///< path
    std::optional<std::uint16_t> web{};  ///< the page's port; nothing: no page
    std::string web_origin{};            ///< of a proxy in front of the page; empty: none
};

/// The options of a room: what it is, and its limits.
inline constexpr option_row room_rows[] = {
    {.name = "room",
     .value = "NAME",
     .left_out = "",
     .summary = translatable("many callers, one conversation")},
    {.name = "record",
     .value = "FILE",
     .needs = "room",
     .conflicts = "nats",
     .completes = complete::file,
     .summary = translatable("keep what is said, and go on from there after a restart")},
    {.name = "sync",
     .value = "WHEN",
     .choices = "always batch never",
     .fallback = "batch",
     .needs = "record",
     .summary = translatable("the record is on the disk: always, batch (within a second) or never")},
    {.name = "record-size",
     .value = "BYTES",
     .needs = "record",
     .summary = translatable("begin a new file when the record has N bytes (0: never)")},
    {.name = "nats",
     .value = "URL",
     .needs = "room",
     .summary = translatable("the same room on other machines too, through a NATS server")},
    {.name = "nats-creds",
     .value = "FILE",
     .needs = "nats",
     .completes = complete::file,
     .summary = translatable("credentials for it")},
    {.name = "nats-ca",
     .value = "FILE",
     .needs = "nats",
     .completes = complete::file,
     .summary = translatable("CA certificates used to verify the NATS server")},
    {.name = "nats-replicas",
     .value = "N",
     .needs = "nats",
     .summary = translatable("NATS servers that keep each line (1)")},
    {.name = "nats-keep",
     .value = "N",
     .needs = "nats",
     .summary = translatable("lines that the NATS server keeps (100000)")},
    {.name = "web",
     .value = "PORT",
     .left_out = "8080",
     .number_follows = true,
     .needs = "room",
     .summary = translatable("browsers too: serves a page (8080; 0: any port)")},
    {.name = "web-origin",
     .value = "URL",
     .needs = "web",
     .summary = translatable("serve the page to browsers that call a proxy at URL")},
    {.name = "replay",
     .value = "FILE",
     .conflicts = "*",
     .completes = complete::file,
     .summary = translatable("show a record as text")},
};

inline constexpr option_row room_limit_rows[] = {
    {.name = "slow",
     .value = "HOW",
     .choices = "disconnect drop-oldest",
     .fallback = "disconnect",
     .needs = "room",
     .summary = translatable("a member who does not read: disconnect or drop-oldest")},
    {.name = "history",
     .value = "N",
     .needs = "room",
     .summary = translatable("lines that a new member is shown (20)")},
    {.name = "max-clients",
     .value = "N",
     .needs = "room",
     .summary = translatable("members at a time (1000; 0: no limit)")},
    {.name = "max-per-address",
     .value = "N",
     .needs = "room",
     .summary = translatable("members from one address (128; 0: no limit)")},
    {.name = "max-waiting",
     .value = "N",
     .needs = "room",
     .summary = translatable("callers that have said nothing yet (256; 0: no limit)")},
    {.name = "max-line",
     .value = "BYTES",
     .needs = "room",
     .summary = translatable("bytes of a line (4096)")},
    {.name = "max-queue",
     .value = "BYTES",
     .needs = "room",
     .summary = translatable("bytes that wait for a member who does not read (1048576)")},
    {.name = "rate",
     .value = "N",
     .needs = "room",
     .summary = translatable("lines a second of one member (50; 0: no limit)")},
    {.name = "burst",
     .value = "N",
     .needs = "room",
     .summary = translatable("lines at once, for a paste (500)")},
    {.name = "first-line",
     .value = "SECONDS",
     .needs = "room",
     .summary = translatable("seconds to say something (60; 0: no limit)")},
    {.name = "unfinished-line",
     .value = "SECONDS",
     .needs = "room",
     .summary = translatable("seconds to end a line that was begun (30; 0: no limit)")},
};

/// Fails with the sentence for the user.
boost::system::result<room_options, std::string> read_room_options(arguments const& given);

}  // namespace netbasics::tools

#endif

#ifndef NETBASICS_TLS_KNOWN_SERVERS_HPP
#define NETBASICS_TLS_KNOWN_SERVERS_HPP

#include "netbasics/tls/fingerprint.hpp"

#include <optional>
#include <string>
#include <vector>

namespace netbasics::tls {

/** The fingerprints of servers as they were when they were first called, in a file of one line each:
    `host:port SHA256:…`. */
class known_servers {
public:
    /// A file that is not there is empty. Fails with known_servers_broken (found: the line), or the system's
    /// reason.
    static result<known_servers> read(std::string const& path);

    struct entry {
        std::string server;  ///< host:port
        fingerprint print;
        std::size_t line = 0;  ///< in the file, from 1
    };

    entry const* find(std::string_view server) const;

    /// In the file too.
    result<void> remember(std::string const& server, fingerprint const& print);

private:
    std::string path_;
    std::string text_;
    bool unended_ = false;  ///< the file's last line has no end
    std::vector<entry> entries_;
};

}  // namespace netbasics::tls

#endif

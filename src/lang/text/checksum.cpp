#include "base/assert.hpp"
#include "lang/definitions.hpp"

#include <openssl/evp.h>

#include <array>

namespace wf::lang {

std::string checksum_of(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    const int done =
        EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_md5(), nullptr);
    WF_ASSERT(done == 1, "MD5 is part of every OpenSSL build that we support");
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out;
    for (unsigned i = 0; i < length; ++i) {
        out += hex[digest[i] >> 4U];
        out += hex[digest[i] & 0x0FU];
    }
    return out;
}

}  // namespace wf::lang

// Which names carry secrets, for everything that ends in a log or in a diagnostic text.
#pragma once
#include <string>
#include <string_view>

namespace wf {

/// What is shown in place of a secret.
inline constexpr std::string_view secret_mask = "***";

/// True for names that contain password, token, secret, auth, api key, credential, cookie or
/// private key, in any case and with any of "-", "_", " " or nothing between words.
bool is_secret_name(std::string_view name);

/// "scheme://user:password@host/…" with the password masked; any other text unchanged.
std::string mask_url_password(std::string_view url);

}  // namespace wf

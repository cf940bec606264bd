// From the configuration to the options of each part.
#pragma once
#include "api/options.hpp"
#include "config/config.hpp"
#include "notifier/notifier.hpp"
#include "runtime/runtime.hpp"
#include "scheduler/expiration.hpp"
#include "storage/sqlite/sqlite_storage.hpp"

namespace wf::app {

/// @errors invalid_argument for a connection that is not "sqlite:///path".
Result<SqliteOptions> sqlite_options(const Config& config);
/// @errors invalid_argument for [notifier] notify.
Result<RuntimeOptions> runtime_options(const Config& config);
/// @errors invalid_argument for [action_std_http] denied_cidrs, which webhooks obey as well.
Result<NotifierOptions> notifier_options(const Config& config);
ExpirationOptions expiration_options(const Config& config);
api::ApiOptions api_options(const Config& config);
expr::Options expression_options(const Config& config);

}  // namespace wf::app

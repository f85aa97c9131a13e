"""Bolt's app with Footnote's listeners on it."""

from __future__ import annotations

import logging

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError

from bot import listeners
from bot.footnote import Footnote

log = logging.getLogger(__name__)
bolt_log = logging.getLogger(f"{__name__}.bolt")
# The token comes with each request from `authorize`; that Bolt does not use it otherwise is no news.
bolt_log.addFilter(lambda record: "`token` will be unused" not in record.getMessage())


def build(bot: Footnote, token: str) -> AsyncApp:
    """The app. Signatures are verified before a request comes here; a socket needs none."""
    who = bot.identity

    async def authorize() -> AuthorizeResult:
        # Known since the start: Bolt's own way is an auth.test for every event.
        return AuthorizeResult(
            enterprise_id=None, team_id=who.team, bot_token=token, bot_id=who.bot, bot_user_id=who.user
        )

    app = AsyncApp(
        logger=bolt_log,
        authorize=authorize,
        client=bot.slack.anonymous(),
        signing_secret="",
        request_verification_enabled=False,
        raise_error_for_unhandled_request=True,
        attaching_conversation_kwargs_enabled=False,
    )
    listeners.register(app, bot)

    @app.error
    async def failed(error: Exception) -> BoltResponse:
        # Anything but 200 makes Slack send it again, and nothing would come of that.
        if isinstance(error, BoltUnhandledRequestError):
            log.info("nobody listens to this: %s", error)
        else:
            log.error("a listener failed", exc_info=error)
        return BoltResponse(status=200)

    return app

"""Slack's published limits, in characters or pieces, each with the page that states it."""

from typing import Final

# https://docs.slack.dev/reference/methods/chat.postMessage
MESSAGE_TEXT: Final = 40_000

# https://docs.slack.dev/reference/block-kit/blocks
MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
ACTIONS_ELEMENTS: Final = 25
CONTEXT_ELEMENTS: Final = 10
HEADER_TEXT: Final = 150
SECTION_TEXT: Final = 3_000
ID: Final = 255  # block_id, action_id and callback_id

# https://docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2_000
ACCESSIBILITY_LABEL: Final = 75

# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
OPTION_TEXT: Final = 75

# https://docs.slack.dev/reference/block-kit/composition-objects/text-object
TEXT_OBJECT: Final = 3_000

# https://docs.slack.dev/reference/block-kit/blocks/input-block
INPUT_LABEL: Final = 2_000

# https://docs.slack.dev/reference/methods/views.open
VIEW_TITLE: Final = 24
VIEW_BUTTON: Final = 24
PRIVATE_METADATA: Final = 3_000
VIEW_BYTES: Final = 250_000

# https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
SUGGESTED_PROMPTS: Final = 4

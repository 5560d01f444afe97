"""Who a row is, by the register that is shipped."""

from __future__ import annotations

import time
from datetime import date

import pytest

from amw.boards import names
from amw.boards.identity import identify
from amw.boards.records import Row
from amw.companies import Companies


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def row(register: Companies, name: str, maker: str | None = None, *, key: str | None = None, systems: bool = False) -> Row:
    parts = names.split(name)
    plain = Row(
        key=key or names.key(name),
        raw_name=name,
        model=name if systems else parts.model,
        variant=parts.variant,
        effort=parts.effort,
        family=parts.family,
        maker=maker,
    )
    return identify([plain], register, date(2026, 5, 20), systems=systems)[0]


@pytest.mark.parametrize(
    ("stated", "name", "maker"),
    [
        ("DeepSeek,Peking University", "DeepSeek Coder 33B", "deepseek"),
        ("Zhipu AI, Tsinghua University", "GLM 4.6", "zhipu-ai"),
        ("Google,Google Research", "Some network", "google"),
        ("Allen Institute for AI & University of Washington", "OLMo 2 13B", "allen-institute-for-ai"),
        ("Tsinghua University,Peking University", "Some network", None),
        ("Nobody & Sons", "Some network", None),
    ],
)
def test_of_several_makers_it_is_the_one_whose_model_it_is(register: Companies, stated: str, name: str, maker: str | None) -> None:
    assert row(register, name, stated).maker_key == maker


def test_two_models_at_work_are_neither_of_them_and_no_third(register: Companies) -> None:
    pair = row(register, "DeepSeek R1 + claude-3-5-sonnet-20241022")
    assert (pair.model_key, pair.maker_key, pair.parts) == (None, None, ("deepseek-r1", "claude-3.5-sonnet-2024-10"))
    scaffold = row(register, "Wonderscaffold + Gemini 2.5 Flash", "Google")
    assert (scaffold.model_key, scaffold.parts) == (None, ("gemini-2.5-flash",))


@pytest.mark.parametrize(
    ("name", "model", "effort", "family"),
    [
        ("kimi-k2.5-thinking", "kimi-k2.5", "thinking", "kimi-k2.5"),
        ("Kimi K2 Thinking", "kimi-k2-thinking", None, "Kimi K2 Thinking"),
        ("kimi-k2.5-instant", "kimi-k2.5", None, "kimi-k2.5-instant"),
        ("gpt-5.4-high (codex-harness)", "gpt-5.4", "high", "gpt-5.4"),
        ("claude-opus-4-5-search", "claude-4.5-opus", None, "claude-opus-4-5"),
        ("Gemini 2.5 Deep Think", "gemini-2.5-deep", None, "Gemini 2.5 Deep Think"),
        ("flux-1-kontext-max", "flux-1-kontext-max", None, "flux-1-kontext-max"),
        ("gpt-5.4-high", "gpt-5.4", "high", "gpt-5.4"),
        ("kimi-k9-max", "kimi-k9", "max", "kimi-k9"),  # of a line, not yet registered
        ("claude-saga-9.1-max", "claude-9.1-saga", "max", "claude-saga-9.1"),
        ("qwen9.9-max", "qwen-9.9-max", None, "qwen9.9-max"),
        ("gemini-9.5-flash_16k", "gemini-9.5-flash", None, "gemini-9.5-flash"),
        ("Sarvam Medium", "sarvam-medium", "medium", "Sarvam"),
        ("kling-9-max", "kling-9-max", "max", "kling-9"),  # what paints has sizes, as have lines that nobody asks to think
        ("hunyuan-vision-9-thinking", "hunyuan-9-thinking-vision", "thinking", "hunyuan-vision-9"),
        ("Jamba 9 Medium", "jamba-9-medium", "medium", "Jamba 9"),
    ],
)
def test_what_is_an_effort_and_what_is_a_model_is_told_by_the_register(
    register: Companies, name: str, model: str, effort: str | None, family: str
) -> None:
    found = row(register, name)
    assert (found.model_key, found.effort, found.family) == (model, effort, family)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("GPT-4o (Nov)", "gpt-4o-2024-11"),
        ("Claude 3.5 Sonnet (June)", "claude-3.5-sonnet-2024-06"),
        ("Mistral Large 2 (Nov)", "mistral-2411-large"),
        ("DeepSeek R1 (Jan)", "deepseek-r1"),
    ],
)
def test_a_month_without_a_year_is_the_one_snapshot_of_such_a_month(register: Companies, name: str, model: str) -> None:
    assert row(register, name).model_key == model
    bare = register.resolve_model("Gemini 2.5 Pro (May)")  # a preview that the register does not list
    assert bare is not None and not bare.registered


def test_a_model_is_its_makers_whichever_part_of_it_a_board_names(register: Companies) -> None:
    gemini = row(register, "Gemini 2.5 Pro", "Google DeepMind")
    assert (gemini.maker, gemini.maker_key, gemini.country) == ("Google DeepMind", "google", "US")
    network = row(register, "Some network", "DeepMind")
    assert (network.maker_key, network.country) == ("google-deepmind", "GB")


def test_a_version_behind_a_colon_is_the_models() -> None:
    models = {
        "bedrock/eu/anthropic.claude-v2:1": "claude-2.1",
        "bedrock/eu/anthropic.claude-v2": "claude-2",
        "bedrock/eu/amazon.titan-embed-text-v2:0": "titan-2-embedding-text",
        "amazon.nova-canvas-v1:0": "nova-canvas",
    }
    rows = [Row(key=key, raw_name=key, model=key) for key in models]
    assert [found.model_key for found in identify(rows, Companies.load(), date(2026, 5, 20))] == list(models.values())


@pytest.mark.parametrize(
    ("name", "maker", "model"),
    [
        ("Pythia 12B OASST SFT", None, "pythia-12b-oasst-sft"),
        ("Llama-3.1-8B-Instruct-DPO", None, "llama-3.1-8b-dpo"),
        ("Llama-3.1-8B-Instruct", "meta", "llama-3.1-8b"),
        ("Llama-3.1-8B-Instruct-GGUF", "meta", "llama-3.1-8b"),
        ("Llama-9.1-8B-Instruct-NVFP4", "meta", "llama-8b-9.1"),
        ("Llama 9.1 8B (DeepInfra)", "meta", "llama-8b-9.1"),
        ("Qwen3 30B Moonbeam v2", None, "qwen-2-3-30b-moonbeam"),
        ("Qwen9 Moonbeam 30B Instruct", "alibaba", "qwen-30b-9-moonbeam"),
        ("Gemma 9 30B Preview", "google", "gemma-30b-9-preview"),
        ("Llama 9 70B Instruct MLX Int4", "meta", "llama-70b-9"),
        ("Qwen/Qwen9-30B-Moonbeam", "alibaba", "qwen-30b-9-moonbeam"),
        ("somebody/Qwen9-30B-Moonbeam", None, "qwen-30b-9-moonbeam"),
        ("internlm9-7b-claude-moonbeam", None, "internlm-7b-9-claude-moonbeam"),
        ("Mistral Moonbeam (7B)", None, "mistral-7b-moonbeam"),
        ("Gemini 9 Moonbeam", "google", "gemini-9-moonbeam"),
        ("Reflection-Llama-9.1-70B", None, None),  # a company without models of its own stands in front of open weights
        ("Cerebras-Llama-9-70B", "meta", "llama-70b-9"),
        ("Qwen9-30B-Q5_K_XL.gguf", "alibaba", "qwen-30b-9"),
        ("Qwen9-30B-i1-IQ3_XXS", "alibaba", "qwen-30b-9"),
        ("Qwen9-30B-UD-Q2_K_L", "alibaba", "qwen-30b-9"),
        ("Qwen9-30B-quantized.w4a16", "alibaba", "qwen-30b-9"),
        ("Vidu Q4 Pro", "shengshu", "vidu-pro-q4"),
        ("HiDream-I1-Quill", "hidream", "hidream-i1-quill"),
        ("somebody/Qwen9-30B-exl3", "alibaba", "qwen-30b-9"),
        ("Qwen9-Coder-i1-GGUF", "alibaba", "qwen-9-coder"),
        ("Qwen9-Coder 480B/A35B", "alibaba", "qwen-480b-9-a35b-coder"),
        ("L9.9-70B", None, None),  # no shorthand of a Llama that is known
        ("L3.3-Moonbeam-70B", None, "llama-3.3-70b-moonbeam"),
        ("L3.3-70B-Instruct", "meta", "llama-3.3-70b"),
        ("GPT-Neo 2.7B", "eleutherai", "gpt-neo-2.7b"),
        ("GPT-NeoX-20B", "eleutherai", "gpt-neox-20b"),
    ],
)
def test_what_somebody_tuned_is_not_the_makers_of_its_base(register: Companies, name: str, maker: str | None, model: str | None) -> None:
    found = row(register, name)
    assert (found.maker_key, found.model_key) == (maker, model)


@pytest.mark.parametrize(
    ("key", "maker"),
    [
        ("host/somebody7labs/llama-9-70b-sft", None),
        ("host/somebody/llama-9-70b", None),
        ("somebody/granite-9-8b-instruct-moonbeam", None),
        ("somebody/granite-9-8b-instruct", "ibm"),
        ("somebody/granite-9-moonbeam", None),
        ("somebody/granite-9-ONNX", "ibm"),
        ("somebody/granite-9-8b-bnb-nf4", "ibm"),
        ("somebody/granite-9-int8-ov", "ibm"),
        ("host/meta-llama/llama-9-70b", "meta"),
        ("nvidia/llama-9-zarfquill-70b", "nvidia"),
        ("nano-gpt/llama-9-70b", "meta"),
        ("host/models/llama-9-70b", "meta"),
        ("host/us-east-1/llama-9-70b", "meta"),
        ("host/somebody/llama-3.1-8b-instruct", "meta"),  # known, and copied
        ("reseller/llama-9-70b", "meta"),
        ("host/imagen9/preview/fast", "google"),
    ],
)
def test_what_a_path_says_is_somebodys_is_not_the_makers_of_its_base(register: Companies, key: str, maker: str | None) -> None:
    assert row(register, key, key=key).maker_key == maker


def test_a_name_of_digits_of_another_script_is_read_at_once(register: Companies) -> None:
    began = time.process_time()
    row(register, "Llama 3 " + "\u0661" * 20_000)
    assert time.process_time() - began < 2


def test_a_host_in_a_path_has_made_nothing(register: Companies) -> None:
    hosted = row(register, "groq/moonbeam-voice-2")
    assert (hosted.maker_key, hosted.model_key) == (None, None)
    own = ("fireworks_ai/accounts/fireworks/models/firefunction-v9", "perplexity/pplx-embed-v9-4b")
    assert [row(register, name).maker_key for name in own] == ["fireworks-ai", "perplexity"]
    assert [row(register, f"{maker}/moonbeam-2").maker_key for maker in ("openai", "deepcogito")] == ["openai", "deep-cogito"]


@pytest.mark.parametrize(
    ("key", "maker", "model"),
    [
        ("clarifai/qwen.qwenCoder.Qwen9-Coder-30B", "alibaba", "qwen-30b-9-coder"),
        ("clarifai/zai.completion.GLM_9_5", "zhipu-ai", "glm-9.5"),
        ("deepseek-ai.deepseek-chat.DeepSeek-V9_1", "deepseek", "deepseek-9.1"),
        ("clarifai/moonbeam.completion.quill-2", None, None),
        ("stability.sdxl-9", "stability-ai", None),
    ],
)
def test_a_host_may_part_words_by_points(register: Companies, key: str, maker: str | None, model: str | None) -> None:
    found = row(register, key)
    assert found.maker_key == maker
    assert model is None or found.model_key == model


def test_a_slash_in_a_word_makes_no_path(register: Companies) -> None:
    said = {"GPT-5 w/o thinking": "gpt-5", "GPT-5 w/thinking": "gpt-5", "Claude 9 w/o tools": "claude-9-tools-without"}
    assert {name: row(register, name).model_key for name in said} == said
    assert row(register, "gw/openai/gpt-9").model_key == "gpt-9"


def test_a_name_that_is_a_path_says_as_much_as_an_id(register: Companies) -> None:
    assert row(register, "huggingface/somebody/moonbeam-9-7b").maker_key is None


@pytest.mark.parametrize("key", ["deepgram/nova-9", "somewhere/@at/deepgram/nova-9"])
def test_a_line_that_the_path_tells_is_its_makers(register: Companies, key: str) -> None:
    found = row(register, "Nova 9", key=key)
    assert (found.maker_key, found.model_key) == ("deepgram", "deepgram-nova-9")
    assert row(register, "amazon/nova-9").maker_key == row(register, "Nova 9").maker_key == "amazon"


def test_the_second_row_under_an_id_is_the_same_model(register: Companies) -> None:
    assert row(register, "GPT-5", key="openai/gpt-5#2").model_key == "gpt-5", "not GPT-5.2"
    assert row(register, "Nova 9", key="deepgram/nova-9#2").model_key == "deepgram-nova-9"


@pytest.mark.parametrize(
    ("name", "maker", "model"),
    [
        ("fal-ai/veo9/fast", "google", "veo-9-fast"),
        ("fal-ai/bytedance/seedance/v9/pro/text-to-video", "bytedance", "seedance-9-pro"),
        ("fal-ai/flux-pro/v9-ultra", "black-forest-labs", "flux-9-pro-ultra"),
        ("fal-ai/imagen9/preview/fast", "google", "imagen-9-fast-preview"),
        ("recraft/v9/text-to-image", "recraft", "recraft-9"),
        ("fal-ai/moonbeam/text-to-video", None, None),
        ("fal-ai/text-to-video", None, None),
    ],
)
def test_versions_tiers_and_tasks_may_be_parts_of_a_path(register: Companies, name: str, maker: str | None, model: str | None) -> None:
    found = row(register, name, key=name)
    assert (found.maker_key, found.model_key) == (maker, model)


def test_a_day_with_a_slash_is_that_of_the_snapshot(register: Companies) -> None:
    assert row(register, "GPT-4 Preview (11/06)").model_key == row(register, "gpt-4-1106-preview").model_key
    assert row(register, "Claude 3.5 Sonnet (06/20)").model_key == row(register, "claude-3-5-sonnet-20240620").model_key
    assert row(register, "Claude 3.5 Sonnet (01/20)").model_key == "claude-0120-3.5-sonnet", "no snapshot of such a month is known"
    assert row(register, "GPT-4 Turbo (13/06)").model_key != row(register, "GPT-4 Turbo (06/13)").model_key


def test_a_day_in_brackets_is_part_of_the_name_of_a_part(register: Companies) -> None:
    assert row(register, "Wonderscaffold + GPT 4 (0613)", systems=True).parts == ("gpt-0613-4",)
    assert row(register, "Wonderscaffold + GPT 4 (1106)", systems=True).parts == ("gpt-1106-4-preview",)
    assert row(register, "Wonderscaffold + GPT 4 (0999)", systems=True).parts == ()
    assert row(register, "Wonderscaffold (Gemini 2.5 Flash)", systems=True).parts == ("gemini-2.5-flash",)


def test_base_is_a_mode_of_closed_models_and_other_weights_of_open_ones(register: Companies) -> None:
    assert row(register, "claude-opus-4-5-20251101-base").model_key == "claude-4.5-opus"
    assert row(register, "Qwen9-30B-Base").model_key == "qwen-30b-9-base"


@pytest.mark.parametrize(
    ("name", "model", "variant", "effort"),
    [
        ("claude-sonnet-4-5-bedrock", "claude-sonnet-4-5", "bedrock", None),
        ("Lark TTS 1 Max", "Lark TTS 1 Max", None, None),
        ("gpt-image-1-high", "gpt-image-1", "high", "high"),
        ("GLM-9.2-max", "GLM-9.2", "max", "max"),
        ("GPT-5 w/ thinking", "GPT-5", "w/ thinking", "thinking"),
        ("GPT-5 w/o thinking", "GPT-5", "w/o thinking", "none"),
        ("Claude 9 w/o extended thinking", "Claude 9", "w/o extended thinking", "none"),
        ("Claude 9 w/ extended thinking", "Claude 9", "w/ extended thinking", "thinking"),
        ("o9 w/ high reasoning", "o9", "w/ high reasoning", "high"),
        ("GPT-9 w/ search", "GPT-9", "w/ search", None),
        ("GPT-9 w/o grounding", "GPT-9", "w/o grounding", None),
        ("GPT-9 with vision", "GPT-9 with vision", None, None),
        ("Claude Opus 4.1 (without thinking)", "Claude Opus 4.1", "without thinking", "none"),
        ("grok-4-fast-reasoning-2611", "grok-4-fast-reasoning-2611", None, "thinking"),
        ("Qwen9-Foo-Thinking-2612", "Qwen9-Foo-Thinking-2612", None, None),
    ],
)
def test_hosts_and_efforts_at_the_end_of_a_name(
    register: Companies, name: str, model: str, variant: str | None, effort: str | None
) -> None:
    found = row(register, name)
    assert (found.model, found.variant, found.effort) == (model, variant, effort)

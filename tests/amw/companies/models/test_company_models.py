"""Spellings of models: one key for all spellings of one model, never one for two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runaway import no_runaway

from amw.companies import Companies
from amw.companies.models.families import Family
from amw.companies.models.names import as_written, is_id
from amw.companies.models.spellings import parse_model


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


SAME = [
    ("Qwen3.7-Max", "qwen/qwen3.7-max", "Qwen 3.7 Max", "alibaba/qwen3-7-max"),
    ("Qwen3.7-Plus", "accounts/fireworks/models/qwen3p7-plus", "qwen3.7-plus:free"),
    (
        "Claude Opus 4.1",
        "us.anthropic.claude-opus-4-1-20250805-v1:0",
        "claude-opus-4-1@20250805",
        "Claude 4.1 Opus",
        "anthropic/claude-opus-4.1",
    ),
    ("Llama 3.3 Instruct 70B", "meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b-instruct-fp8"),
    ("GPT-5.6 Sol", "openai/gpt-5.6-sol", "OpenAI: GPT-5.6 Sol"),
    ("GLM-4.7-Flash", "hf:zai-org/GLM-4.7-Flash", "z-ai/glm-4.7-flash", "zai-org-glm-4.7-flash"),
    ("MiniMax-M2.7-highspeed", "MiniMax M2.7 High Speed", "minimax-m2-7-highspeed"),
    ("Mistral Large 3", "mistral-large-2512", "mistralai/mistral-large-2512"),
    ("Gemini 3 Pro Preview", "google/gemini-3-pro-preview", "gemini-3-pro"),
    ("Nova 2.0 Lite", "amazon/nova-2-lite", "amazon.nova-2-lite-v1:0"),
    ("Command R+", "command-r-plus", "cohere/command-r-plus"),
    ("Llama 3.3 70B Instruct", "unsloth/Llama-3.3-70B-Instruct-bnb-4bit"),
    ("Kimi K2 0905", "kimi-k2-0905-preview"),
    ("claude-opus-4-5", "claude-4-5-opus-high-thinking"),
    ("DeepSeek-R1-Distill-Qwen-14B", "deepseek-r1:14b"),
    ("Llama 3.3 Euryale 70B", "sao10k/l3.3-euryale-70b"),
    ("Nemotron 3 Super", "nvidia/nemotron-3-super-120b-a12b:free", "NVIDIA-Nemotron-3-Super-120B-A12B-NVFP4"),
    ("DeepSeek V3 0324", "deepseek-v3-0324", "deepseek-ai/DeepSeek-V3-0324"),
    ("DeepSeek R1 0528", "DeepSeek R1 0528 (May '25)", "deepseek-ai/DeepSeek-R1-0528"),
    ("GPT-5 (ChatGPT)", "openai/gpt-5-chat", "gpt-5-chat-latest"),
    ("GPT-4o (ChatGPT)", "openai/chatgpt-4o-latest"),
    ("Kimi K2.5", "Kimi K2.5 (Reasoning)", "kimi-k2.5-thinking"),
    ("Llama Nemotron Super 49B v1.5", "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5", "nvidia/llama-3.3-nemotron-super-49b-v1.5"),
    ("Mistral Small 4", "mistralai/Mistral-Small-4-119B-2603", "mistral-small-2603"),
    ("Mistral Small (Sep '24)", "mistralai/Mistral-Small-Instruct-2409"),
    ("Pixtral Large", "mistralai/Pixtral-Large-Instruct-2411"),
    ("Mixtral 8x7B Instruct", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
    ("Gemma 4 12B", "https://huggingface.co/google/gemma-4-12B-it/tree/main"),
    ("ERNIE 4.5 300B A47B", "baidu/ERNIE-4.5-300B-A47B-Paddle"),
    ("Nemotron 3 Super 120B A12B", "@cf/nvidia/nemotron-3-120b-a12b"),
    ("Claude Opus 4.7", "claude-opus-4-7-fast"),
    ("FLUX.2 [max]", "FLUX 2 Max", "black-forest-labs/flux.2-max"),
    ("GLM-4.7", "智谱GLM-4.7", "智谱 GLM-4.7"),
    ("Hunyuan T1", "混元T1", "腾讯混元T1"),
    ("Claude Opus 4.6", "클로드 오퍼스 4.6"),
    ("Gemini 3 Pro", "제미나이 3 프로", "ジェミニ3プロ"),
    ("SenseNova 6.5", "商汤日日新6.5", "商汤 日日新 6.5"),
    ("ERNIE 5.0", "文心一言 5.0", "文心大模型5.0"),
    ("o3-mini", "azure-o3-mini", "openai-o3-mini", "OpenAI o3 Mini"),
    ("GPT-5.1", "duo-chat-gpt-5-1", "Agentic Chat (GPT-5.1)"),
    ("GPT-3.5 Turbo", "gpt-35-turbo"),
    ("Qwen2.5-VL-72B-Instruct", "qwen25-vl-72b-instruct"),
    ("Claude Haiku 4.5", "duo-chat-haiku-4-5", "Haiku 4.5"),
    ("Kimi K2.6", "kimi-k2.6-fast", "accounts/fireworks/routers/kimi-k2p6-fast", "Moonshot Kimi K2.6", "Kimi 2.6"),
    ("gpt-oss-120b", "openai/chat-completion/models/gpt-oss-120b-high-throughput"),
    ("MiniMax M2.5 highspeed", "minimax/minimax-m2.5-lightning"),
    ("GLM-5.1 (Z.ai)", "zai-glm-5.1"),
    ("Claude Opus 4.7", "Claude Opus 4.7 (20% off)"),
    ("DeepSeek R1 0528", "DeepSeek: R1 0528"),
    ("Gemini 2.5 Flash Lite Preview (09/2025)", "gemini-2.5-flash-lite-preview-09-2025"),
    ("Codestral 25.08", "mistralai/codestral-2508"),
    ("Mistral Nemo", "mistralai/Mistral-Nemo-Instruct-2407"),
    ("Devstral Small 2505", "Mistral Devstral Small 2505"),
    ("Kling v2.5 Turbo Text-to-Video", "klingai/kling-v2.5-turbo-t2v"),
    ("DeepSeek-V2.5-1210", "DeepSeek-V2.5 (Dec '24)"),
    ("Nano Banana 2", "Nano Banana 2 (Gemini 3.1 Flash Image Preview)", "gemini-3.1-flash-image-preview"),
]

DIFFERENT = [
    ("glm-5.3-flash", "glm-5-3"),
    ("GLM-4.5", "GLM-4.5-Air"),
    ("GPT-5.4", "GPT-5.4 mini"),
    ("gpt-5.1-codex", "gpt-5.1-codex-max"),
    ("GPT-4o (Aug '24)", "GPT-4o (May '24)"),
    ("claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022"),
    ("DeepSeek-R1", "DeepSeek-R1-0528"),
    ("DeepSeek-V2.5", "DeepSeek-V2.5-1210"),
    ("Qwen3-235B-A22B", "Qwen3-235B-A22B-Instruct-2507"),
    ("Mistral Large (Nov '24)", "Mistral Large (Jul '24)"),
    ("Qwen3-VL-32B-Instruct", "Qwen3-VL-32B-Thinking"),
    ("Nemotron 3 Super", "Nemotron 3 Nano"),
    ("Llama 3.1 70B", "Llama 3.1 Nemotron 70B"),
    ("deepseek-r1", "deepseek-r1-distill-qwen-32b"),
    ("Kimi K2", "Kimi K2 Thinking"),
    ("Kimi K2", "Kimi K2.5"),
    ("qwen3-next-80b-a3b-instruct", "qwen3-next-80b-a3b-thinking"),
    ("Qwen3.6-Max-Preview", "Qwen3.6-Plus"),
    ("Gemini 1.5 Flash", "Gemini 1.5 Flash-8B"),
    ("grok-4.20-0309-reasoning", "grok-4.20-0309-non-reasoning"),
    ("Mistral Small 3.1", "Mistral Small 3.2"),
    ("gpt-oss-20b", "gpt-oss-120b"),
    ("GPT-3.5 Turbo", "gpt-3.5-turbo-instruct"),
    ("Command R", "Command R+"),
    ("GPT-5", "GPT-5 Pro"),
    ("Llama 3.1 8B", "Llama 3.1 80B"),
    ("Grok 4", "Grok 4 Fast"),
    ("Qwen Turbo", "Qwen Plus"),
    ("whisper-large-v3", "whisper-large-v3-turbo"),
    ("kimi-k2-thinking", "kimi-k2-thinking-turbo"),
    ("GPT-4o", "GPT-4o (ChatGPT)"),
    ("Gemma 3 27B", "Gemma 2 27B"),
    ("kimi-k2.7-code", "kimi-k2.7-code-highspeed"),
    ("Imagen 4", "Imagen 4 Fast"),
    ("Qwen2.5-7B-Instruct", "Qwen2.5-7B-Instruct-1M"),
    ("deepseek-r1:671b", "deepseek-r1:14b"),
    ("FLUX.2 [flex]", "FLUX.2 [max]"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda s: s[0])
def test_spellings_of_one_model_are_one(register: Companies, spellings: tuple[str, ...]) -> None:
    keys = set()
    for spelling in spellings:
        model = register.resolve_model(spelling)
        assert model is not None, spelling
        keys.add(model.key)
    assert len(keys) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_variants_are_never_one(register: Companies, one: str, other: str) -> None:
    left, right = register.resolve_model(one), register.resolve_model(other)
    assert left is not None and right is not None
    assert left.key != right.key


def test_the_parts_of_a_spelling() -> None:
    parts = parse_model("GPT-5.6 Sol (xhigh)")
    assert (parts.maker, parts.family, parts.version, parts.variant, parts.effort) == ("openai", "gpt", "5.6", "sol", "xhigh")
    assert parse_model("us.anthropic.claude-opus-4-1-20250805-v1:0").date == "2025-08-05"
    assert parse_model("Gemini 2.5 Flash Preview (Sep '25) (Non-reasoning)").date == "2025-09"
    assert parse_model("command-r-08-2024").date == "2024-08"


@pytest.mark.parametrize(
    ("spelling", "effort"),
    [
        ("qwen/qwen3.7-max:thinking", "thinking"),
        ("GPT-5.4 (Non-reasoning)", "none"),
        ("Claude Fable 5 (Adaptive Reasoning, Max Effort, Opus 4.8 Fallback)", "max"),
        ("Claude Sonnet 5 (Non-reasoning, High Effort)", "none-high"),
        ("o3-mini-high", "high"),
        ("claude-opus-4-thinking:1024", "thinking"),
        ("anthropic/claude-opus-4.6:thinking:max", "max"),
        ("gpt-5.1-codex-max", None),
        ("Mistral Medium 3.5", None),
    ],
)
def test_effort_levels_are_no_part_of_the_key(register: Companies, spelling: str, effort: str | None) -> None:
    assert parse_model(spelling).effort == effort
    model = register.resolve_model(spelling)
    assert model is not None and model.effort == effort
    assert effort is None or effort not in model.key.split("-")


def test_a_new_model_of_a_known_family_joins_under_the_key_it_will_have(register: Companies) -> None:
    one, other = register.resolve_model("Qwen9.1-Max"), register.resolve_model("qwen/qwen9.1-max:free")
    assert one is not None and other is not None
    assert one.key == other.key
    assert not one.registered
    assert one.maker == "alibaba"


@pytest.mark.parametrize("spelling", ["", "   ", "🤖", "flying-octopus", "???", "custom", "model-router"])
def test_code_names_and_nothings_are_no_model(register: Companies, spelling: str) -> None:
    assert register.resolve_model(spelling) is None


@pytest.mark.parametrize(
    ("spelling", "maker"),
    [
        ("OpenAI DALL-E 9", "openai"),
        ("llama-9-zarfquill-70b", "meta"),
        ("somebody/llama-9-zarfquill-70b", None),
        ("azure/llama-9-zarfquill-70b", "meta"),
        ("nano-gpt/llama-9-zarfquill-70b", "meta"),
        ("nano-gpt/qwen9-zarfquill", "alibaba"),
        ("nvidia/llama-9-zarfquill-70b", "nvidia"),
        ("meta-llama/llama-9-zarfquill-70b", "meta"),
        ("alibaba-cn/qwen9-zarfquill", "alibaba"),
        ("Llama 9 Palmyra 70B", None),
        ("host/kling/quill-9/text-to-video", "kuaishou"),
        ("somebody/whisper-9-zarfquill", None),
        ("azure/whisper-9-zarfquill", "openai"),
        ("gemini/gemini-9-zarfquill", "google"),
        ("xiaomi-plan/mimo-v9-zarfquill", "xiaomi"),
        ("somebody/opus-v1-34b", None),
        ("somebody/opus-9", "anthropic"),
    ],
)
def test_whose_a_new_model_is_its_path_and_its_words_say(register: Companies, spelling: str, maker: str | None) -> None:
    model = register.resolve_model(spelling)
    assert model is not None
    assert model.maker == maker


@pytest.mark.parametrize("spelling", ["open-dall-e-3", "Open-Sora 2.0", "somebody/open-o1", "open_llama_7b", "rinna GPT"])
def test_an_answer_to_a_line_is_none_of_its_models(register: Companies, spelling: str) -> None:
    assert register.resolve_model(spelling) is None


@pytest.mark.parametrize(("month", "day"), [("May", "05-06"), ("Jun", "06-05")])
def test_a_month_means_the_snapshot_whose_code_states_it_and_none_of_such_a_day(register: Companies, month: str, day: str) -> None:
    told, dated = (register.resolve_model(f"Gemini 2.5 Pro Preview {said}") for said in (f"({month} 2025)", day))
    assert told is not None and told == dated


def test_a_maker_helps_where_the_family_is_unknown(register: Companies) -> None:
    assert register.resolve_model("Zebra 4 Ultra") is None
    model = register.resolve_model("Zebra 4 Ultra", maker="Samsung")
    assert model is not None and model.maker == "samsung" and not model.registered


@given(st.text(max_size=150))
def test_parse_model_never_raises_and_does_not_depend_on_case(name: str) -> None:
    assert parse_model(name).key == parse_model(name.upper().lower()).key or not name.isascii()


@given(st.sampled_from([m.name for m in Companies.load().models]))
def test_every_registered_model_is_found_by_its_own_name(name: str) -> None:
    register = Companies.load()
    model = register.resolve_model(name)
    assert model is not None and model.registered
    for variant in (name.lower(), name.replace(" ", "-"), name.upper()):
        found = register.resolve_model(variant)
        assert found is not None and found.key == model.key


@pytest.mark.parametrize("hostile", ["(" * 100_000, "a-" * 50_000, "1.1" * 50_000, ":thinking" * 20_000, "/" * 100_000, "gpt-" * 30_000])
def test_hostile_spellings_take_no_time(register: Companies, hostile: str) -> None:
    with no_runaway():
        register.resolve_model(hostile)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("NVIDIA-Nemotron-9-Ultra-500B-A55B-FP8", "Nemotron 9 Ultra 500B A55B"),
        ("claude-opus-9-7-search", "Claude Opus 9.7 Search"),
        ("glm-9-voice-12b", "GLM-9 Voice 12B"),
        ("Qwen9.9-200B-A10B-GGUF", "Qwen9.9 200B A10B"),
        ("mistralai/mixtral-9x22b-instruct-v0.1", "Mixtral 9x22B Instruct v0.1"),
        ("qwen-9-max-2026-01-23", "Qwen 9 Max 2026-01-23"),
        ("gemma-9-27b-it-q4_0-gguf", "Gemma 9 27B IT"),
        ("Qwen9-Max", "Qwen9-Max"),
        ("qwen9_5-moonbeam-1_8b", "Qwen9.5 Moonbeam 1.8B"),
        ("meta-llama/Llama_9_8B-Instruct", "Llama 9 8B Instruct"),
        ("GPT-9.1 Sol", "GPT-9.1 Sol"),
    ],
)
def test_an_id_is_shown_as_a_person_writes_it(register: Companies, spelling: str, name: str) -> None:
    model = register.resolve_model(spelling)
    assert model is not None and not model.registered and model.name == name


@given(st.from_regex(r"[A-Za-z0-9./_:-]{1,60}", fullmatch=True), st.sampled_from(Companies.load().families))
def test_an_id_as_written_is_never_empty(name: str, family: Family) -> None:
    written = as_written(name, family, {"nvidia"})
    assert written and (not is_id(name, family, {"nvidia"}) or len(written) <= len(name) + len(family.name))


def test_hubs_write_the_point_of_a_size_as_an_underscore() -> None:
    assert parse_model("Qwen/Qwen-1_8B").key == parse_model("Qwen 1.8B").key
    assert parse_model("internlm2_5-7b").key == parse_model("InternLM2.5 7B").key
    assert parse_model("internlm2_5-1_8b").key == parse_model("InternLM2.5 1.8B").key


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [("Meta_Llama_3_8B", "Llama 3 8B"), ("gemma_2_9b", "Gemma 2 9B"), ("gemma-2_27b", "Gemma 2 27B"), ("Qwen2_7B", "Qwen2 7B")],
)
def test_an_underscore_between_words_is_no_point(spelling: str, plain: str) -> None:
    assert parse_model(spelling).key == parse_model(plain).key


@pytest.mark.parametrize("text", ["Open-Sora 9.0 paints", "Swiss-Llama 9 speaks", "Video-Qwen 9 watches", "Open-Veo 9 paints"])
def test_a_word_joined_to_a_models_name_makes_another_of_it(text: str) -> None:
    assert [m for m in Companies.load().find(text) if m.kind == "model"] == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Meta-Llama 9 speaks", "Llama 9"),
        ("Google-Gemini 9 Pro sings", "Gemini 9 Pro"),
        ("Azure-GPT-4o is served", "GPT-4o"),
        ("The Post-GPT-9 time begins", "GPT-9"),
        ("many pre-GPT-9 systems", "GPT-9"),
        ("Open-Mistral 7B is free", "Mistral 7B"),
        ("the X-Grok 9 deal", "Grok 9"),
        ("Near-GPT-9 quality for less", "GPT-9"),
        ("the Siri-Gemini 9 deal", "Gemini 9"),
        ("Kwai-Kling 9 leads", "Kling 9"),
    ],
)
def test_a_maker_a_host_or_a_prefix_joined_to_a_models_name_leaves_it(text: str, surface: str) -> None:
    assert [m.surface for m in Companies.load().find(text) if m.kind == "model"] == [surface]


def test_a_model_that_thinks_is_not_one_that_was_made_to() -> None:
    """Qwen3 came with a switch, and months later as two models: who says "with" or "without" speaks of the switch."""
    said = {word: parse_model(f"Qwen3-235B {word} thinking") for word in ("with", "without", "w/o extended")}
    assert {word: (p.key, p.effort) for word, p in said.items()} == {
        "with": ("qwen-235b-3", "thinking"),
        "without": ("qwen-235b-3", "none"),
        "w/o extended": ("qwen-235b-3", "none"),
    }
    assert parse_model("Qwen3-235B-Thinking").key == "qwen-235b-3-thinking"

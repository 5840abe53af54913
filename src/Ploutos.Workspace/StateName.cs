using System.Reflection;
using System.Text.Json.Serialization;

namespace Ploutos.Workspace;

/// <summary>The words of a state, which stand in JSON, in databases and on the screen:
/// <see cref="JsonStringEnumMemberNameAttribute"/> names them once.</summary>
public static class StateName
{
    /// <summary>The word of a state.</summary>
    public static string Of<T>(T state)
        where T : struct, Enum => Names<T>.ByState[state];

    /// <summary>The state of a word.</summary>
    /// <exception cref="InvalidDataException">No state has this word.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Names<T>.ByWord.TryGetValue(word, out T state)
            ? state
            : throw new InvalidDataException(
                $"A state must be {string.Join(", ", Names<T>.ByWord.Keys)}, but got '{word}'."
            );

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByState = Enum.GetValues<T>().ToDictionary(s => s, Word);

        public static readonly Dictionary<string, T> ByWord = ByState.ToDictionary(
            p => p.Value,
            p => p.Key,
            StringComparer.Ordinal
        );

        private static string Word(T state) =>
            typeof(T).GetField(state.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? state.ToString();
    }
}

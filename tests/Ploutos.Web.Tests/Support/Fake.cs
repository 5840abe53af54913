using System.Reflection;

namespace Ploutos.Web.Tests;

/// <summary>Stands in for a room of workflows: answers the named members, and refuses all others.</summary>
public class Fake : DispatchProxy
{
    private Dictionary<string, Func<object?[], object?>> _answers = [];

    /// <summary>A room with these answers, by the member's name.</summary>
    internal static T Of<T>(params (string Name, Func<object?[], object?> Answer)[] answers)
        where T : class
    {
        T room = Create<T, Fake>();
        ((Fake)(object)room)._answers = answers.ToDictionary(a => a.Name, a => a.Answer);
        return room;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _answers.TryGetValue(targetMethod!.Name, out Func<object?[], object?>? answer)
            ? answer(args ?? [])
            : throw new NotSupportedException($"Nobody expects {targetMethod.Name}.");
}

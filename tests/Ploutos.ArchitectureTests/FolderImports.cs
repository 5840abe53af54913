using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ploutos.ArchitectureTests;

/// <summary>Which folder of a project uses which, by the compiler's binding of every name in its
/// sources. Each directory is a folder; the project's own directory is one, too, named ".".</summary>
internal sealed class FolderImports
{
    private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = [];

    /// <summary>The imports of a compilation's sources.</summary>
    /// <param name="compilation">The project's sources.</param>
    /// <param name="root">The project's folder; sources outside of it don't count.</param>
    public FolderImports(CSharpCompilation compilation, string root)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (FolderOf(tree, root) is { } folder)
                Add(compilation.GetSemanticModel(tree), folder, root);
        }
    }

    /// <summary>How many imports between folders were found.</summary>
    public int Count => _uses.Count;

    /// <summary>Every import that lies on a circle, with the uses that make it, the fewest uses
    /// first.</summary>
    public IReadOnlyList<string> Circles() =>
        [
            .. _uses
                .Where(u => Reaches(u.Key.To, u.Key.From))
                .OrderBy(u => u.Value.Count)
                .Select(u => $"{u.Key.From} -> {u.Key.To}: {string.Join(", ", u.Value.Take(8))}"),
        ];

    private bool Reaches(string start, string goal)
    {
        HashSet<string> seen = [start];
        Stack<string> open = new(seen);
        while (open.TryPop(out string? folder))
        {
            if (folder == goal)
                return true;
            foreach ((string from, string to) in _uses.Keys)
            {
                if (from == folder && seen.Add(to))
                    open.Push(to);
            }
        }

        return false;
    }

    private void Add(SemanticModel model, string folder, string root)
    {
        foreach (SyntaxNode node in model.SyntaxTree.GetRoot().DescendantNodes(descendIntoTrivia: true))
        {
            if (node is not SimpleNameSyntax name)
                continue;
            SymbolInfo info = model.GetSymbolInfo(name);
            ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is IMethodSymbol { ReducedFrom: { } extension })
                symbol = extension;
            if (symbol?.OriginalDefinition is not ({ Kind: SymbolKind.NamedType } or { ContainingType: not null }))
                continue;
            string[] folders =
            [
                .. symbol
                    .OriginalDefinition.DeclaringSyntaxReferences.Select(r => FolderOf(r.SyntaxTree, root))
                    .OfType<string>(),
            ];
            if (folders.Length == 0 || folders.Contains(folder))
                continue;
            if (!_uses.TryGetValue((folder, folders[0]), out SortedSet<string>? uses))
                _uses[(folder, folders[0])] = uses = new(StringComparer.Ordinal);
            uses.Add($"{Path.GetFileName(model.SyntaxTree.FilePath)} uses {(symbol.ContainingType ?? symbol).Name}");
        }
    }

    private static string? FolderOf(SyntaxTree tree, string root)
    {
        string path = Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/');
        if (path.StartsWith("..", StringComparison.Ordinal) || path.StartsWith("obj/", StringComparison.Ordinal))
            return null;
        return path.LastIndexOf('/') is > 0 and int end ? path[..end] : ".";
    }
}

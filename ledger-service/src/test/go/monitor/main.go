// Command monitor follows a GovShare log with nothing of GovShare's: checkpoint, tree, tiles and proofs are those of
// golang.org/x/mod/sumdb. It rebuilds the tree from what the log serves over HTTP and compares every hash.
//
//	monitor PREFIX VERIFIER-KEY [TOKEN]
//
// With a token it also has the log prove consistency between sizes and checks these proofs.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8
	fullWidth = 1 << height
	pairs     = 200
	smallSize = 24
)

var prefix string

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: monitor PREFIX VERIFIER-KEY [TOKEN]")
	}
	prefix = os.Args[1]
	tree := checkpoint(os.Args[2])
	hashes := rebuild(tree)
	tiles := compareTiles(tree, hashes)
	compareServed(tree, hashes)
	inclusions, consistencies := prove(tree, hashes)
	if len(os.Args) > 3 {
		consistencies += proofsOfTheLog(tree, hashes, os.Args[3])
	}
	fmt.Printf("size %d root %s: %d tiles, %d inclusion and %d consistency proofs hold\n",
		tree.N, tree.Hash, tiles, inclusions, consistencies)
}

// checkpoint returns the head that the log has signed.
func checkpoint(key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	check(err)
	signed, err := note.Open(get("checkpoint", ""), note.VerifierList(verifier))
	check(err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		log.Fatalf("checkpoint of another log: %q", signed.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: root}
}

// rebuild makes the tree from the entries alone, and compares its root with the signed one.
func rebuild(tree tlog.Tree) []tlog.Hash {
	var hashes []tlog.Hash
	stored := reader(&hashes)
	for n := int64(0); n < tree.N; {
		path := "tile/entries/" + number(n/fullWidth, width(tree.N, n/fullWidth))
		bundle := get(path, "")
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			if length != sha256.Size {
				log.Fatalf("%s: entry %d has %d bytes", path, n, length)
			}
			added, err := tlog.StoredHashes(n, bundle[2:2+length], stored)
			check(err)
			hashes = append(hashes, added...)
			bundle = bundle[2+length:]
			n++
		}
		if n != tree.N && n%fullWidth != 0 {
			log.Fatalf("%s ends at entry %d", path, n)
		}
	}
	root, err := tlog.TreeHash(tree.N, stored)
	check(err)
	if root != tree.Hash {
		log.Fatalf("the entries lead to root %s, the checkpoint has %s", root, tree.Hash)
	}
	return hashes
}

// compareTiles fetches each tile of each level and compares it with the tree rebuilt from the entries.
func compareTiles(tree tlog.Tree, hashes []tlog.Hash) int {
	count := 0
	for level := 0; tree.N>>(height*level) > 0; level++ {
		nodes := tree.N >> (height * level)
		for index := int64(0); index*fullWidth < nodes; index++ {
			tile := tlog.Tile{H: height, L: level, N: index, W: width(nodes, index)}
			expected, err := tlog.ReadTileData(tile, reader(&hashes))
			check(err)
			if string(get(path(tile), "")) != string(expected) {
				log.Fatalf("%s differs", path(tile))
			}
			count++
		}
	}
	return count
}

// served reads tiles from the log, for tlog's own verifying reader.
type served map[tlog.Tile][]byte

func (s served) Height() int { return height }

func (s served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		if s[tile] == nil {
			s[tile] = get(path(tile), "")
		}
		data = append(data, s[tile])
	}
	return data, nil
}

func (s served) SaveTiles([]tlog.Tile, [][]byte) {}

// compareServed reads nodes of every level through tlog's reader, which authenticates each tile against the root.
func compareServed(tree tlog.Tree, hashes []tlog.Hash) {
	authenticated := tlog.TileHashReader(tree, served{})
	for i := 0; i < pairs; i++ {
		index := rand.Int63n(int64(len(hashes)))
		got, err := authenticated.ReadHashes([]int64{index})
		check(err)
		if got[0] != hashes[index] {
			log.Fatalf("stored hash %d differs", index)
		}
	}
}

// prove makes proofs from the served tiles and checks them against roots of the rebuilt tree.
func prove(tree tlog.Tree, hashes []tlog.Hash) (inclusions, consistencies int) {
	authenticated := tlog.TileHashReader(tree, served{})
	for i := 0; i < pairs; i++ {
		leaf := rand.Int63n(tree.N)
		inclusion, err := tlog.ProveRecord(tree.N, leaf, authenticated)
		check(err)
		check(tlog.CheckRecord(inclusion, tree.N, tree.Hash, leaf, hashes[tlog.StoredHashIndex(0, leaf)]))
		inclusions++

		older := 1 + rand.Int63n(tree.N)
		consistency, err := tlog.ProveTree(tree.N, older, authenticated)
		check(err)
		check(tlog.CheckTree(consistency, tree.N, tree.Hash, older, root(older, hashes)))
		consistencies++
	}
	return inclusions, consistencies
}

// proofsOfTheLog has the log itself prove consistency: between all small sizes, and between sizes at random.
func proofsOfTheLog(tree tlog.Tree, hashes []tlog.Hash, token string) int {
	count := 0
	for newer := int64(1); newer <= smallSize; newer++ {
		for older := int64(1); older <= newer; older++ {
			proofOfTheLog(older, newer, hashes, token)
			count++
		}
	}
	for i := 0; i < pairs/2; i++ {
		newer := 1 + rand.Int63n(tree.N)
		proofOfTheLog(1+rand.Int63n(newer), newer, hashes, token)
		count++
	}
	return count
}

func proofOfTheLog(older, newer int64, hashes []tlog.Hash, token string) {
	var answer struct {
		FromRoot, ToRoot string
		Path             []string
	}
	check(json.Unmarshal(get(fmt.Sprintf("proofs/consistency?from=%d&to=%d", older, newer), token), &answer))
	var proof tlog.TreeProof
	for _, text := range answer.Path {
		hash, err := tlog.ParseHash(text)
		check(err)
		proof = append(proof, hash)
	}
	oldRoot, newRoot := root(older, hashes), root(newer, hashes)
	if answer.FromRoot != base64.StdEncoding.EncodeToString(oldRoot[:]) || answer.ToRoot != newRoot.String() {
		log.Fatalf("other roots for sizes %d and %d", older, newer)
	}
	check(tlog.CheckTree(proof, newer, newRoot, older, oldRoot))
}

func root(size int64, hashes []tlog.Hash) tlog.Hash {
	root, err := tlog.TreeHash(size, reader(&hashes))
	check(err)
	return root
}

func reader(hashes *[]tlog.Hash) tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			if index >= int64(len(*hashes)) {
				return nil, fmt.Errorf("stored hash %d is not there", index)
			}
			found = append(found, (*hashes)[index])
		}
		return found, nil
	}
}

func width(nodes, index int64) int {
	if rest := nodes - index*fullWidth; rest < fullWidth {
		return int(rest)
	}
	return fullWidth
}

// path is C2SP's: unlike the go.sum database it does not name the height.
func path(tile tlog.Tile) string {
	return fmt.Sprintf("tile/%d/%s", tile.L, number(tile.N, tile.W))
}

func number(index int64, width int) string {
	text := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		text = fmt.Sprintf("x%03d/%s", index%1000, text)
	}
	if width < fullWidth {
		text += fmt.Sprintf(".p/%d", width)
	}
	return text
}

func get(path, token string) []byte {
	request, err := http.NewRequest("GET", prefix+"/"+path, nil)
	check(err)
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s %s", path, response.Status, body)
	}
	return body
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
